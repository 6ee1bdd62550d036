import ArgumentParser
import SutureInterface

extension CompletionKind {
    /// What `--where` takes of the view that is listed, as the daemon says; nothing where none answers.
    static let filter = CompletionKind.custom { arguments, _, _ async in
        let connection = try? ConnectionOptions.parse(Array(arguments.valued("--socket")))
        let reply = try? await connection?.withDaemon { try await $0.call(Method.views) }
        guard let reply, let views = try? DescribedView.all(in: reply) else { return [] }
        return views.first { arguments.contains($0.name) }?.filters ?? []
    }
}

extension DescribedView {
    /// `column=`, with each word that may follow where there are but a few.
    var filters: [String] {
        columns.flatMap { column in (column.words ?? [""]).map { "\(column.name)=\($0)" } }
    }
}

extension [String] {
    /// An option and what follows it, if it is there.
    fileprivate func valued(_ option: String) -> ArraySlice<String> {
        self[(firstIndex(of: option) ?? endIndex)...].prefix(2)
    }
}
