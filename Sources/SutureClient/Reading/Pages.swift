import SutureJSON

/// The pages of a method that says in `next` what `after` has to be for the page to come.
struct Pages {
    let daemon: Daemon
    let method: String
    let parameters: JSONObject
    /// How many rows at most; `nil`: all.
    let limit: Int64?

    func forEach(_ body: (JSONView) throws -> Void) async throws {
        var parameters = parameters
        var remaining = limit ?? Int64.max
        while remaining > 0 {
            parameters["limit"] = .integer(min(remaining, Int64(WireLimits.pageRowCountMax)))
            let page = try await daemon.call(method, parameters)
            try body(page)
            guard let next = page["next"]?.string else { return }
            remaining -= Int64(page.list("rows").count)
            parameters["after"] = .string(next)
        }
    }
}
