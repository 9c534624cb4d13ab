"""Work that is spread over several processes; what comes out is the same for any number of them."""

import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS = 4
"""Parts of the work for each process: more of them end at the same time, and cost more."""

_MOST = 64
"""Items in a part: its results are there together."""

_AHEAD = 2
"""Parts for each process that are at work or done and not yet taken: results take memory."""


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, *, fewest: int = 1
) -> Iterator[Result]:
    """``work`` of each item, in order, as ``map`` gives it, in ``jobs`` processes side by side.

    ``work`` has to be a function of its item; a process gets both as they are now and sends back
    results alone. What a process could not do, because it was killed or ``work`` raised something,
    is done anew in this one, where it raises the same. ``fewest``: the items for which a process is
    worth starting. With one job, or too few items for two, and where processes cannot be forked,
    all of it is done here.
    """
    jobs = min(jobs, len(items) // fewest)
    if jobs < 2 or not _can_fork():
        yield from map(work, items)
        return
    executor = _executor(jobs, (work, items))
    try:
        parts = iter(_parts(len(items), max(jobs * _CHUNKS, math.ceil(len(items) / _MOST))))
        waiting = deque((part, _submitted(executor, part)) for part in islice(parts, jobs * _AHEAD))
        while waiting:
            part, future = waiting.popleft()  # and let go of what has been taken
            done = _result(future)
            del future
            waiting += [(each, _submitted(executor, each)) for each in islice(parts, 1)]
            if not waiting:
                executor.shutdown()  # whoever takes the last result need not ask for another
            yield from map(work, items[part]) if done is None else done
    finally:
        executor.shutdown(cancel_futures=True)


def _can_fork() -> bool:
    """Whether a copy of this process can go on: on macOS its libraries may not."""
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _parts(count: int, number: int) -> Iterator[slice]:
    """At most ``number`` parts of ``count`` things, about equally long, in order."""
    number = min(count, number)
    borders = [count * place // number for place in range(number + 1)]
    return (
        slice(start, end) for start, end in zip(borders, islice(borders, 1, None), strict=False)
    )


def _executor(jobs: int, given: tuple[Callable[[Any], object], Sequence[Any]]) -> Executor:
    return ProcessPoolExecutor(
        jobs, multiprocessing.get_context("fork"), initializer=_start, initargs=(given,)
    )


def _submitted(executor: Executor, part: slice) -> "Future[list[Any]] | None":
    try:
        return executor.submit(_done, part)
    except (OSError, RuntimeError):  # no process could be made, or one has been killed already
        return None


def _result(future: "Future[list[Any]] | None") -> list[Any] | None:
    try:
        return None if future is None else future.result()
    except Exception:  # whatever it is, it comes again where the same is done anew
        return None


# In the processes -------------------------------------------------------------------------------
_given: tuple[Callable[[Any], object], Sequence[Any]]


def _start(given: tuple[Callable[[Any], object], Sequence[Any]]) -> None:
    """Take what this process works on; it came with the fork, and nothing sends it."""
    global _given  # noqa: PLW0603 - what is submitted is pickled, and this need not be
    _given = given
    gc.freeze()  # a search for garbage would copy the memory that is still shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for us says what follows
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _done(part: slice) -> list[object]:
    work, items = _given
    return [work(item) for item in items[part]]
