// For the reason that sutured has it: pages of events are read on one thread and freed on another.
import CJemalloc
import SutureReplay

ReplayCommand.start()
