"""Two files of IATI without a fault, with every element that a rule of the standard speaks of."""

import datetime

from lxml import etree

from gte.workplan.iati.schema import parse

NOW = datetime.datetime(2026, 6, 30, 12, tzinfo=datetime.UTC)

ACTIVITY = """<iati-activities version="2.03">
<iati-activity last-updated-datetime="2026-06-29T10:00:00Z">
  <iati-identifier>XE-EXAMPLE-GTE-P1</iati-identifier>
  <reporting-org ref="XE-EXAMPLE-GTE" type="40">
    <narrative xml:lang="es">Grupo</narrative>
  </reporting-org>
  <title><narrative xml:lang="es">Marco de cualificaciones</narrative></title>
  <description><narrative xml:lang="es">Cuatro marcos, una referencia.</narrative></description>
  <participating-org role="4" ref="XE-EXAMPLE-MIN" activity-id="XE-EXAMPLE-MIN-7">
    <narrative xml:lang="es">Ministerio</narrative>
  </participating-org>
  <other-identifier ref="XE-EXAMPLE-OLD-1" type="A3">
    <owner-org ref="XE-EXAMPLE-OLD"/>
  </other-identifier>
  <other-identifier ref="XE-EXAMPLE" type="B1"/>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2025-01-01"/>
  <activity-date type="2" iso-date="2025-02-01"/>
  <activity-date type="3" iso-date="2027-12-31"/>
  <recipient-country code="AA" percentage="40"/>
  <recipient-country code="AB" percentage="60"/>
  <sector vocabulary="1" code="11330" percentage="50"/>
  <sector vocabulary="1" code="11130" percentage="50"/>
  <sector vocabulary="99" code="T1" percentage="30">
    <narrative xml:lang="es">Tema 1</narrative>
  </sector>
  <sector vocabulary="99" code="T2" percentage="70">
    <narrative xml:lang="es">Tema 2</narrative>
  </sector>
  <country-budget-items vocabulary="2">
    <budget-item code="1" percentage="40"/>
    <budget-item code="2" percentage="60"/>
  </country-budget-items>
  <policy-marker vocabulary="1" code="1" significance="1"/>
  <policy-marker vocabulary="99" code="M1">
    <narrative xml:lang="es">Marcador propio</narrative>
  </policy-marker>
  <default-aid-type vocabulary="1" code="D02"/>
  <default-aid-type vocabulary="2" code="1"/>
  <budget type="1" status="1">
    <period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
    <value currency="USD" value-date="2025-01-01">1000</value>
  </budget>
  <planned-disbursement>
    <period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
    <value currency="USD" value-date="2025-01-01">1000</value>
    <provider-org ref="XE-EXAMPLE-A" provider-activity-id="XE-EXAMPLE-A-1"/>
    <receiver-org ref="XE-EXAMPLE-B" receiver-activity-id="XE-EXAMPLE-B-1"/>
  </planned-disbursement>
  <capital-spend percentage="10"/>
  <transaction>
    <transaction-type code="3"/><transaction-date iso-date="2025-03-01"/>
    <value currency="USD" value-date="2025-03-01">10</value>
    <provider-org ref="XE-EXAMPLE-A" provider-activity-id="XE-EXAMPLE-A-1"/>
    <receiver-org ref="XE-EXAMPLE-B" receiver-activity-id="XE-EXAMPLE-B-1"/>
    <aid-type vocabulary="1" code="D02"/><aid-type vocabulary="2" code="1"/>
  </transaction>
  <transaction>
    <transaction-type code="3"/><transaction-date iso-date="2025-04-01"/>
    <value currency="USD" value-date="2025-04-01">20</value>
  </transaction>
  <related-activity ref="XE-EXAMPLE-GTE-P2" type="3"/>
  <result type="1">
    <title><narrative xml:lang="es">Guía</narrative></title>
    <reference vocabulary="99" code="R1"/>
    <indicator measure="1">
      <title><narrative xml:lang="es">Docentes formados</narrative></title>
      <baseline year="2024" value="0"/>
      <period>
        <period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
        <target value="100"/><actual value="80.5"/>
      </period>
    </indicator>
    <indicator measure="5">
      <title><narrative xml:lang="es">Opinión</narrative></title>
      <baseline year="2024"/>
      <period>
        <period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
        <target/><actual/>
      </period>
    </indicator>
  </result>
</iati-activity>
</iati-activities>"""

PERIOD = """<period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
    <value currency="USD" value-date="2025-01-01">1000</value>"""

ORGANISATION = f"""<iati-organisations version="2.03">
<iati-organisation last-updated-datetime="2026-06-29T10:00:00Z">
  <organisation-identifier>XE-EXAMPLE-GTE</organisation-identifier>
  <name><narrative xml:lang="es">Grupo</narrative></name>
  <reporting-org ref="XE-EXAMPLE-GTE" type="40">
    <narrative xml:lang="es">Grupo</narrative>
  </reporting-org>
  <total-budget>{PERIOD}</total-budget>
  <recipient-org-budget>
    <recipient-org ref="XE-EXAMPLE-B"><narrative xml:lang="es">Otra</narrative></recipient-org>
    {PERIOD}
  </recipient-org-budget>
  <recipient-region-budget><recipient-region code="998"/>{PERIOD}</recipient-region-budget>
  <recipient-country-budget>
    <recipient-country code="AA"/>{PERIOD}
    <budget-line ref="1">
      <value currency="USD" value-date="2025-06-01">5</value>
      <narrative xml:lang="es">Línea</narrative>
    </budget-line>
  </recipient-country-budget>
  <total-expenditure>{PERIOD}</total-expenditure>
</iati-organisation>
</iati-organisations>"""

DOCUMENTS = {"activity": ACTIVITY, "organisation": ORGANISATION}


def document(record):
    """A fresh tree of one of the two files."""
    return parse(DOCUMENTS[record].encode())


def drop(xpath):
    """Take away elements or attributes; at least one is there."""

    def edit(tree):
        nodes = tree.xpath(xpath)
        assert nodes, xpath
        for node in nodes:
            if isinstance(node, str):
                del node.getparent().attrib[node.attrname]
            else:
                node.getparent().remove(node)

    return edit


def say(xpath, value):
    """Give an element another text, or an attribute another value; there is exactly one."""

    def edit(tree):
        found = tree.xpath(xpath)
        assert len(found) == 1, (xpath, found)
        if isinstance(found[0], str):
            found[0].getparent().set(found[0].attrname, value)
        else:
            found[0].text = value

    return edit


def after(xpath, xml):
    """Put an element after the only or the last of those that are found."""

    def edit(tree):
        found = tree.xpath(xpath)
        assert found, xpath
        found[-1].addnext(etree.fromstring(xml))

    return edit


def changed(record, *edits):
    """A file with something planted in it, read anew."""
    tree = document(record)
    for edit in edits:
        edit(tree)
    return parse(etree.tostring(tree))
