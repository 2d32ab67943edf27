"""The window's palette and style sheet, made from a theme; the one place where widgets get their colours."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from dateline.painting.theme import Theme

SHEET = """
QMainWindow, #filter_pane, #filters_place, #pane, QStatusBar, QToolBar {{ background: {pane}; }}
#details_place {{ background: {surface}; }}
#table_place, #legend_place {{ background: {paper}; }}
QToolBar {{ border: none; border-bottom: 1px solid {hairline}; spacing: 6px; padding: 5px 10px; }}
QToolBar QToolButton {{
    background: {surface}; border: 1px solid {hairline}; border-radius: 4px; padding: 4px 12px; min-height: 17px;
}}
QToolBar QToolButton:hover, QToolBar QToolButton:focus {{ border-color: {accent}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{ background: {selection}; border-color: {accent}; }}
QToolBar QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolBar #qt_toolbar_ext_button {{ padding: 0; border-color: transparent; font-weight: 600; }}
QToolBar QToolButton#flat {{ background: transparent; border-color: transparent; padding: 2px 4px; }}
QStatusBar {{ border-top: 1px solid {hairline}; color: {soft_ink}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {hairline}; }}
QLabel#heading {{ font-size: 13px; font-weight: 600; }}
QLabel#title {{ font-size: 15px; font-weight: 600; padding: 0 18px 0 6px; }}
QLabel#soft, QLabel#count {{ color: {soft_ink}; font-size: 12px; }}
#centre {{ background: {paper}; }}
#choices {{ background: transparent; border: none; outline: none; }}
QLineEdit {{
    background: {surface}; border: 1px solid {hairline}; border-radius: 4px; padding: 4px 7px;
    selection-background-color: {accent}; selection-color: {paper}; placeholder-text-color: {soft_ink};
}}
QLineEdit:focus {{ border-color: {accent}; }}
#chip {{
    background: {selection}; color: {accent}; border: 1px solid transparent; border-radius: 11px; padding: 2px 11px;
}}
#chip:hover, #chip:focus {{ border-color: {accent}; }}
#message_bar {{ border: none; border-bottom: 1px solid {hairline}; background: {selection}; }}
#message_bar[tone="warning"] {{ background: {warning}; }}
#message_bar[tone="error"] {{ background: {error}; }}
#event_table {{ background: {paper}; alternate-background-color: {paper}; border: none; gridline-color: {grid};
    selection-background-color: {selection}; selection-color: {ink}; }}
#event_table QHeaderView::section {{
    background: {paper}; color: {soft_ink}; border: none; border-bottom: 1px solid {hairline}; padding: 4px 8px;
}}
QTreeView QHeaderView {{ background: {surface}; }}
QTreeView QHeaderView::section {{
    background: {surface}; color: {soft_ink}; border: none; border-bottom: 1px solid {hairline}; padding: 4px 8px;
}}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialog QTreeView {{ border: 1px solid {hairline}; border-radius: 4px; }}
#event_table::item {{ padding: 0 6px; border: none; }}
#event_table QHeaderView {{ background: {paper}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {handle}; border-radius: 3px; min-height: 28px; margin: 2px 3px; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {handle}; border-radius: 3px; min-width: 28px; margin: 3px 2px; }}
QScrollBar::handle:hover {{ background: {soft_ink}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0;
}}
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {hairline}; padding: 4px; }}
"""


CONTRAST_SHEET = """
QPushButton {{
    background: {surface}; border: 1px solid {ink}; border-radius: 4px; padding: 4px 14px; min-height: 15px;
}}
QPushButton:hover, QPushButton:focus, QPushButton:default {{ border: 2px solid {accent}; padding: 3px 13px; }}
QPushButton:pressed {{ background: {selection}; }}
QPushButton:disabled {{ border-style: dashed; }}
QCheckBox::indicator {{ width: 11px; height: 11px; border: 1px solid {ink}; border-radius: 3px; }}
QCheckBox::indicator:checked {{ background: {accent}; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 9px; height: 9px; }}
QMenu {{ border: 1px solid {ink}; }}
"""
"""Qt's own style draws outlines a little darker than their ground, which on black is none."""

SCHEMES = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "dark contrast": Qt.ColorScheme.Dark,
}
"""What words of the settings ask of the system; all others ask nothing."""
CONTRASTS = {"contrast", "dark contrast"}


def theme_for(choice: str) -> Theme:
    """The theme of a settings word; "system" and "contrast" follow the desktop.

    Qt is asked for the scheme too, for native dialogs; a platform without schemes keeps its own, so the word decides.
    """
    wanted = SCHEMES.get(choice, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(wanted)
    scheme = QGuiApplication.styleHints().colorScheme() if wanted is Qt.ColorScheme.Unknown else wanted
    is_dark = scheme is Qt.ColorScheme.Dark
    if choice in CONTRASTS or wants_contrast():
        return Theme.dark_contrast() if is_dark else Theme.light_contrast()
    return Theme.dark() if is_dark else Theme.light()


def wants_contrast() -> bool:
    """Whether the system asks for more contrast: Windows, macOS, and Linux desktops that say so on the bus."""
    hints = QGuiApplication.styleHints()  # PySide6 forgets what is asked of it with the name for it
    return hints.accessibility().contrastPreference().name == "HighContrast"


def when_changed(do: Callable[[], None]) -> None:
    """Have something done whenever the system turns to light, to dark, or to more or less contrast."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(do)
    hints.accessibility().contrastPreferenceChanged.connect(do)


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole program in a theme."""
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """What the palette cannot say."""
    return (SHEET + CONTRAST_SHEET * theme.name.endswith("contrast")).format(
        pane=theme.pane,
        surface=theme.surface,
        paper=theme.paper,
        ink=theme.ink,
        soft_ink=theme.soft_ink,
        hairline=theme.hairline,
        grid=theme.grid,
        accent=theme.accent,
        selection=theme.selection,
        warning=theme.tint(theme.kind_colour("strike"), 0.16).name(),
        error=theme.tint(theme.kind_colour("combat"), 0.18).name(),
        handle=theme.tint(theme.soft_ink, 0.38).name(),
    )


def palette(theme: Theme) -> QPalette:
    """The theme's roles as Qt knows them."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.pane,
        role.WindowText: theme.ink,
        role.Base: theme.surface,
        role.AlternateBase: theme.pane,
        role.Text: theme.ink,
        role.PlaceholderText: theme.soft_ink,
        role.Button: theme.pane,
        role.ButtonText: theme.ink,
        role.BrightText: theme.paper,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.paper,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.ink,
        role.Light: theme.surface,
        role.Midlight: theme.pane,
        role.Mid: theme.hairline,
        role.Dark: theme.soft_ink,
        role.Shadow: theme.ink,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    soft = QColor(theme.soft_ink)
    for each in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, soft)
    return made
