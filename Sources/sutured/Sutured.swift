// Takes the place of the C library's allocator in the whole process: what one thread of the daemon allocates another
// frees, for every command, and there the C library's waits for locks.
import CJemalloc
import SutureDaemon

@main
enum Sutured {
    static func main() async { await SuturedCommand.start() }
}
