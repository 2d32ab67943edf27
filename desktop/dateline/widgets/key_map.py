"""Which keys give which command: the table's or the platform's, or the user's own."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from dateline.widgets.commands import COMMANDS, EXTENDING, Command, Reach
from dateline.widgets.settings import Settings

NO_TEXT = Qt.Key.Key_Escape.value
"""From here on keys write nothing."""
TWINS = {Qt.Key.Key_Return: Qt.Key.Key_Enter, Qt.Key.Key_Plus: Qt.Key.Key_Equal}
"""Keys that usually do what another does: the keypad's, and the plus that needs no Shift."""
SHIFT = Qt.KeyboardModifier.ShiftModifier.value
LIGHT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""With these alone a key still does what it does in every field."""
MOVING = range(Qt.Key.Key_Home.value, Qt.Key.Key_PageDown.value + 1)
EDITING = {
    each.value
    for each in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Insert,
        Qt.Key.Key_Delete,
    )
}
PORTABLE = QKeySequence.SequenceFormat.PortableText
NEVER = {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
"""Keys that no command may take: they lead out of everything and through everything."""


class KeyMap:
    """The keys of all commands. Keys that write a character may be switched off as commands (WCAG 2.1.4)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._own: dict[str, list[QKeySequence]] = {}
        self.read()

    def read(self) -> None:
        """Take what is remembered; another window may have changed it."""
        known = ((command.id, self._settings.shortcut(command.id)) for command in COMMANDS)
        self._own = {command: _read(keys) for command, keys in known if keys is not None}

    @property
    def has_single_keys(self) -> bool:
        """Whether single letters, figures and signs give commands."""
        return self._settings.flag("single_keys", True)

    def set_has_single_keys(self, has_single_keys: bool) -> None:
        self._settings.set_flag("single_keys", has_single_keys)

    def keys(self, command: Command) -> list[QKeySequence]:
        """Return the keys that give a command now."""
        return [keys for keys in self.bound(command) if self.has_single_keys or not is_single(keys)]

    def bound(self, command: Command) -> list[QKeySequence]:
        """Return a command's keys, also those that are off; a usual one that another was given is not among them."""
        own = self._own.get(command.id)
        if own is None:
            taken = [each for keys in self._own.values() for each in keys]
            return [keys for keys in usual_keys(command) if keys not in taken]
        return own

    def is_own(self, command: Command) -> bool:
        """Whether the user gave it its key."""
        return command.id in self._own

    def bind(self, command: Command, keys: QKeySequence) -> None:
        """Give a command a key of the user's, an empty one for none; its usual one is no more remembered as own."""
        if [keys] == usual_keys(command)[:1]:
            self.reset(command)
        else:
            self._set(command, [] if keys.isEmpty() else [keys])

    def release(self, command: Command, keys: QKeySequence) -> None:
        """Take one of its keys from a command; the others stay."""
        bound = self.bound(command)
        if keys in bound:
            self._set(command, [each for each in bound if each != keys])

    def _set(self, command: Command, keys: list[QKeySequence]) -> None:
        self._own[command.id] = keys
        self._settings.set_shortcut(command.id, QKeySequence.listToString(keys, PORTABLE))

    def reach(self, command: Command) -> Reach:
        """Where a command's keys act: what parts are typed and moved in with, only in the timeline (WCAG 2.1.4)."""
        is_local = self.is_own(command) and any(map(is_of_a_part, self.bound(command)))
        return Reach.TIMELINE if is_local else command.reach

    def reset(self, command: Command) -> None:
        """Give a command its usual key again."""
        self._own.pop(command.id, None)
        self._settings.set_shortcut(command.id, None)

    def reset_all(self) -> None:
        """Give all commands their usual keys again, single ones too."""
        for command in COMMANDS:
            self.reset(command)
        self.set_has_single_keys(True)

    def holder(self, keys: QKeySequence, but: Command) -> Command | None:
        """Return the other command that a key gives, or would if single keys were on; None: it is free."""
        others = [each for each in COMMANDS if each is not but]
        holders = [each for each in others if keys in self.bound(each)]
        holders += [each for each in others if each.id in EXTENDING and keys in map(_with_shift, self.bound(each))]
        return holders[0] if holders else None


def _read(text: str) -> list[QKeySequence]:
    return [keys for keys in QKeySequence.listFromString(text, PORTABLE) if not keys.isEmpty()]


def _with_shift(keys: QKeySequence) -> QKeySequence:
    return QKeySequence(first(keys).toCombined() | SHIFT)


def usual_keys(command: Command) -> list[QKeySequence]:
    """The keys of a command where the user has said nothing: all that the platform binds, or the table's."""
    if not isinstance(command.shortcut, str):
        return QKeySequence.keyBindings(command.shortcut)
    keys = QKeySequence(command.shortcut)
    if keys.isEmpty():
        return []
    twin = TWINS.get(first(keys).key()) if not first(keys).keyboardModifiers() else None
    return [keys] if twin is None else [keys, QKeySequence(twin)]


def first(keys: QKeySequence) -> QKeyCombination:
    """The first key of a sequence that is not empty."""
    return keys[0]  # type: ignore[no-any-return,index]  # the stub does not know that it can be asked so


def is_single(keys: QKeySequence) -> bool:
    """Whether a key alone, or with Shift, writes a letter, a figure or a sign."""
    if keys.count() != 1:
        return False
    key, modifiers = first(keys).key(), first(keys).keyboardModifiers()
    is_alone = not modifiers & ~LIGHT
    return is_alone and Qt.Key.Key_Space.value < key.value < NO_TEXT


def is_of_a_part(keys: QKeySequence) -> bool:
    """Whether one types or moves with a key in fields, lists and tables, so that these need it themselves."""
    if keys.count() != 1 or first(keys).keyboardModifiers() & ~LIGHT:
        return False
    key = first(keys).key().value
    return is_single(keys) or key in MOVING or key in EDITING


def is_common(keys: QKeySequence) -> bool:
    """Whether most keyboards have a key; platforms bind those of office and old workstations too."""
    key = first(keys).key() if not keys.isEmpty() else Qt.Key.Key_unknown
    return key.value < Qt.Key.Key_F13.value or Qt.Key.Key_F35.value < key.value < Qt.Key.Key_Back.value


def is_allowed(keys: QKeySequence) -> bool:
    """Whether a command may have a key."""
    if keys.isEmpty():
        return True
    is_bare = not first(keys).keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return keys.count() == 1 and not (is_bare and first(keys).key() in NEVER)
