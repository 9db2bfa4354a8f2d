"""Words that say nothing about what a text is about, folded: they are indexed without a place."""

from __future__ import annotations

SPANISH = frozenset(
    """
    a al ante antes aquel aquella aquellas aquellos aqui asi aun aunque bajo bien cada como con
    contra cual cuales cuando cuya cuyas cuyo cuyos de del desde donde dos durante e el ella ellas
    ellos en entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos
    fue fueron ha haber habia han hasta hay hubo la las le les lo los mas me mediante menos mi mis
    mismo misma mismos mismas mucho muy nada ni no nos nosotros o os otra otras otro otros para
    pero poco por porque pues que quien quienes se segun ser si sido sin sino sobre son su sus
    tal tales tambien tan tanto te ti tiene tienen toda todas todo todos tras tu tus u un una unas
    uno unos usted ustedes y ya yo
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

ENGLISH = frozenset(
    """
    a about above after all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have
    having he her here hers him his how i if in into is it its just me more most my no nor not of
    off on once only or other our ours out over own s same she should so some such t than that the
    their theirs them then there these they this those through to too under until up upon us very
    was we were what when where which while who whom why will with within without would you your
    yours
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

BY_LANGUAGE = {"es": SPANISH, "en": ENGLISH}
EITHER = SPANISH | ENGLISH
