import CProcessMemory
import SutureDaemon

@main
enum Sutured {
    static func main() async {
        suture_prepare_memory()
        await SuturedCommand.start()
    }
}
