import Foundation
import Testing
import Varlink

struct Named: Codable { var name: String }
struct Greeting: Codable { var greeting: String }

/// The examples of the library's page, as whoever depends on it would write them.
@Suite struct DocumentationTests {
    @Test func `the service of the page answers its call`() async throws {
        try await withTemporaryDirectory { directory in
            let server = try await Self.serve(at: directory + "/socket")
            #expect(try await Self.call(at: directory + "/socket") == "Hello, Mei!")
            await server.shutdown(within: .zero)
        }
    }

    private static func call(at path: String) async throws -> String {
        let client = try await VarlinkClient.connect(to: path)
        let parameters = Array(try JSONEncoder().encode(Named(name: "Mei")))
        let reply = try await client.reply(to: "org.example.greeter.Greet", parameters)
        let greeting = try JSONDecoder().decode(Greeting.self, from: Data(reply)).greeting
        await client.close()
        return greeting
    }

    private static func serve(at path: String) async throws -> VarlinkServer {
        let interface = try VarlinkInterface(
            parsing: """
                # Greets people.
                interface org.example.greeter

                # Says hello.
                method Greet(name: string) -> (greeting: string)

                error Failed ()
                """)
        var service = VarlinkService(
            vendor: "Example", product: "Greeter", version: "1", url: "https://example.org"
        ) { _, _ in VarlinkError("org.example.greeter.Failed") }
        service.add(
            interface,
            handlers: [
                "Greet": .query { call in
                    let name = try JSONDecoder().decode(Named.self, from: Data(call.parameterBytes)).name
                    return Array(try JSONEncoder().encode(Greeting(greeting: "Hello, \(name)!")))
                }
            ])
        let server = try await VarlinkServer.start(service, at: .path(path, mode: 0o600))
        return server
    }

    @Test func `what the page shows is compiled here`() throws {
        let here = URL(fileURLWithPath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appendingPathComponent("Sources/Varlink/Varlink.docc/Varlink.md"),
            encoding: .utf8)
        let compiled = Set(try Self.lines(of: String(contentsOf: here, encoding: .utf8)))
        let blocks = page.components(separatedBy: "```swift\n").dropFirst()
        try #require(blocks.count == 3)
        for block in blocks {
            for line in Self.lines(of: block.components(separatedBy: "```")[0]) {
                #expect(compiled.contains(line), "the page shows \(line), which is not compiled")
            }
        }
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
