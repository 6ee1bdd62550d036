import CProcessMemory
import Dispatch
import Foundation
import SutureDaemon
import SutureOutput

@main
enum Sutured {
    /// Not `async`: what runs tasks ends the process where it gets no descriptor, before it could say so.
    static func main() {
        Output.prepare()
        suture_prepare_memory()
        SuturedCommand.requireDescriptors()
        Task { @MainActor in
            await SuturedCommand.start()
            exit(0)
        }
        dispatchMain()
    }
}
