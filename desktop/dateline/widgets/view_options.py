"""How the timeline lays out what a document shows, and the words it does it in."""

from PySide6.QtCore import QCoreApplication

from dateline.domain.claim import Certainty
from dateline.layout.metrics import Options, Words
from dateline.models.document import Appearance
from dateline.models.event_model import certainty_word


def view_options(appearance: Appearance) -> Options:
    """The options of the window's drawing; paper and pictures have none of its handles."""
    return Options(
        grouping=appearance.grouping,
        lens=appearance.lens,
        has_tags=appearance.has_tags,
        pitch=appearance.row_height,
        can_collapse=True,
        collapsed=appearance.collapsed,
        words=words(),
    )


def words() -> Words:
    """The texts that layout brings in, in the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("TimelineView", text)

    return Words(
        place_unknown=tr("Place unknown"),
        no_kind=tr("No kind"),
        no_actor=tr("No actor"),
        no_source=tr("No source"),
        others=tr("{n} others"),
        everything=tr("All events"),
        one_event=tr("1 event"),
        events=tr("{n} events"),
        more=tr("+{n} more here"),
        undated=tr("No date"),
        certainties=tuple(certainty_word(certainty).capitalize() for certainty in Certainty),
    )
