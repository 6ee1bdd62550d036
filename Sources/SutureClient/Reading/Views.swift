import ArgumentParser
import SutureInterface
import SutureJSON
import SutureOutput

/// `suture views`: what can be listed, and by which columns.
struct Views: DaemonCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what can be listed, and its columns.")

    @Argument(help: "Only this view, with what its columns mean.")
    var view: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        guard let reply = try await connection.ask(Method.views) else { return }
        let views = try DescribedView.all(in: reply)
        guard let view else { return try Output.standard.write(overview(views)) }
        try Output.standard.write(columns(try DescribedView.named(view, among: views)))
    }

    private func overview(_ views: [DescribedView]) -> String {
        var table = Table(columns: [.init(title: "view"), .init(title: "rows"), .init(title: "columns")])
        for view in views {
            table.append([view.name, view.meaning, view.columns.map(\.name).joined(separator: ", ")])
        }
        return table.text(width: Output.standard.width)
    }

    private func columns(_ view: DescribedView) -> String {
        var table = Table(columns: [.init(title: "column"), .init(title: "type"), .init(title: "meaning")])
        for column in view.columns { table.append([column.name, column.typeText, column.meaning]) }
        return "\(view.name): \(view.meaning)\n\n\(table.text(width: Output.standard.width))"
    }
}
