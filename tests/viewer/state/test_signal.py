"""Signals of what is no Qt object."""

from viewer.state.signal import Signal


def test_all_who_listen_are_called_in_their_order() -> None:
    signal: Signal[int, str] = Signal()
    heard: list[object] = []
    signal.connect(lambda number, word: heard.append((number, word)))
    signal.connect(lambda number, _word: heard.append(number))
    signal.emit(4, "L")
    assert heard == [(4, "L"), 4]


def test_who_stops_listening_is_not_called_even_by_an_emission_under_way() -> None:
    signal: Signal[int] = Signal()
    heard: list[int] = []

    def first(number: int) -> None:
        heard.append(number)
        signal.disconnect(heard.append)
        signal.disconnect(first)

    signal.connect(first)
    signal.connect(heard.append)
    signal.emit(1)
    signal.emit(2)
    assert heard == [1]
    signal.disconnect(first)
