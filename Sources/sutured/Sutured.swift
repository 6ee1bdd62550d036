import SutureDaemon

@main
enum Sutured {
    static func main() async { await SuturedCommand.start() }
}
