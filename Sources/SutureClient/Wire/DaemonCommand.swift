import ArgumentParser

/// A command that asks the daemon for something.
protocol DaemonCommand: AsyncParsableCommand {
    var connection: ConnectionOptions { get }
}
