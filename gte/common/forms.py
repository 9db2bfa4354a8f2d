"""How forms look: ``{{ form }}`` prints the house's components for every form of the site."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Errors summed up on top with links, and beside each field; hints read out with it."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
