"""The process whose memory is measured: a window on so many events, used as a person would."""

import sys


def main(application: object) -> None:
    """Use a window on as many events as the command line says, then print the peak in MB (10**6 bytes).

    `application` is the program's, imported in the program's own order, which decides what PySide6 keeps of sources.
    """
    count = int(sys.argv[-1])
    from dateline.bench.asking import queries
    from dateline.bench.generator import synthetic
    from dateline.bench.stage import staged
    from dateline.widgets.collector import Collector

    with staged(synthetic(count), "show_filters", "show_details", "show_legend") as stage:
        Collector(stage.window).begin()  # as the program does; else all garbage would stay
        for _ in range(20):
            stage.step(lambda: stage.timeline.pan(40.0))
        for step in range(40):
            stage.step(lambda step=step: stage.timeline.zoom(1.4 if step < 20 else 1 / 1.4))  # type: ignore[misc]
        for query in queries():
            stage.step(lambda query=query: stage.document.set_query(query))  # type: ignore[misc]
        stage.step(stage.window.clear_filters)
        stage.step(stage.window.select_all)
        stage.show_panes("show_filters", "show_details", "show_table")
        for _ in range(20):
            stage.step(stage.window.navigation.next_event)
        print(f"{peak():.1f}", flush=True)
    del application


def peak() -> float:
    """This process's peak resident memory in MB.

    Linux tells that of the program alone in /proc; what getrusage tells there includes the process it was forked from.
    """
    if sys.platform.startswith("linux"):
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM:"))
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
