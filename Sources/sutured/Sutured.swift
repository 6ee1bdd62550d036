import CProcessMemory
import SutureDaemon
import SutureOutput

@main
enum Sutured {
    static func main() async {
        Output.prepare()
        suture_prepare_memory()
        await SuturedCommand.start()
    }
}
