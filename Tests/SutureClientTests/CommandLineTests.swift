import ArgumentParser
import SutureDomain
import SutureInterface
import SutureJSON
import Testing
import Varlink

@testable import SutureClient

/// The commands that are made of the model.
@Suite struct CommandLineTests {
    @Test func `a command of the domain becomes a call of its kind's interface`() throws {
        let command = try #require(
            try Suture.parseAsRoot([
                "trial", "log-outcome", "T-001", "--device", "D-001", "--result", "success", "--value",
                "12.50",
                "--occurred-on", "2022-03", "--source", "minutes", "--source", "source/S-1", "--dry-run",
            ]) as? RecordCommand<Trial.OutcomeLogged>)
        let call = command.call
        #expect(call.method == "org.suture.Trial.LogOutcome")
        #expect(
            String(decoding: try call.parameters, as: UTF8.self) == """
                {"id":"T-001","device":"D-001","result":"success","value":"12.50",\
                "context":{"occurredOn":"2022-03","sources":["minutes","source/S-1"],"dryRun":true}}
                """)
    }

    @Test func `every command takes every one of its fields and hands each over as the interface has it`()
        throws
    {
        for kind in Catalogue.kinds {
            for command in Catalogue.commands(of: kind) { try check(command) }
        }
    }

    private func check<Request: Command>(_: Request.Type) throws {
        let options = FieldOptions<Request>.options
        var arguments = [Request.Subject.kind, Request.command.text, "X-1"]
        for option in options { arguments += option.exampleArguments }
        let command = try #require(
            try Suture.parseAsRoot(arguments) as? RecordCommand<Request>, "\(Request.fullName)")
        let fields = command.fields.parameters
        #expect(fields.map(\.key) == options.map(\.field.name), "\(Request.fullName)")
        let document = try JSONDocument(parsing: JSONValue.object(fields).bytes)
        #expect(throws: Never.self, "\(Request.fullName)") {
            try JSONDecoding().decode(Request.self, from: document.root)
        }
    }

    @Test func `the method of every command is in the published interface`() throws {
        for kind in Catalogue.kinds {
            for command in Catalogue.commands(of: kind) {
                let method = Method.of(command).split(separator: ".").last.map(
                    String.init)
                #expect(VarlinkInterface.of(kind).method(try #require(method)) != nil)
            }
        }
    }

    @Test(arguments: [
        (["trial", "log-outcome", "T-1", "--device", "D-1"], "Missing expected argument '--result <value>'"),
        (
            ["trial", "log-outcome", "T-1", "--device", "D-1", "--result", "succes"],
            "one of success, partial"
        ),
        (["trial", "log-outcome", "T 1", "--device", "D-1", "--result", "success"], "is no id of a record"),
        (["trial", "log-outcome", "T-1", "--device", "?", "--result", "success"], "a record of kind device"),
        (
            ["trial", "log-outcome", "T-1", "--result", "success"],
            "Missing expected argument '--device <id>'"
        ),
        (["trial", "start", "T-1", "--occurred-on", "yesterday"], "\"yesterday\" is no date"),
        (["trial", "start", "T-1", "--colour", "red"], "Unknown option '--colour'"),
        (["list", "trial", "--csv", "--json"], "exclude each other"),
        (["follow", "--type", "device.melted"], "--type device.melted: there is no such type of event"),
        (["follow", "--type", "trial.started", "--type", "nonsense"], "there are institution.registered,"),
        (["show", "trial/T-1", "--known-at", "soon"], "neither a position nor an instant"),
    ])
    func `wrong usage is named`(arguments: [String], message: String) {
        let error = #expect(throws: (any Error).self) { try Suture.parseAsRoot(arguments) }
        #expect(Suture.fullMessage(for: error ?? ExitCode.success).contains(message))
    }

    @Test(arguments: [
        (["institution", "renam", "USST", "--name", "x"], "suture institution renam; there are register, "),
        (["institutoin", "rename", "USST"], "suture institutoin; there are list, show, "),
        (["report", "progamme", "--csv"], "suture report progamme; there are programme, trial, "),
    ])
    func `a command that there is not is told before its options`(arguments: [String], message: String) {
        #expect(
            TypedArguments(arguments: arguments).misnamedCommand?.hasPrefix("there is no command \(message)")
                == true)
    }

    @Test(
        arguments: [
            [], ["--help"], ["help", "trial"], ["trial"], ["trial", "help", "start"],
            ["trial", "start", "T-1"],
            ["diff", "trial/T-1", "--from-version", "1"], ["--socket", "x", "trial"],
        ] as [[String]])
    func `a command that there is is not told to be missing`(arguments: [String]) {
        #expect(TypedArguments(arguments: arguments).misnamedCommand == nil)
    }

    @Test(arguments: [
        (["--amount", "-5 CNY", "--name", "x"], ["--amount=-5 CNY", "--name", "x"]),
        (["--text", "- first", "-0.5"], ["--text=- first", "-0.5"]),
        (["--text", "-h"], ["--text", "-h"]), (["--text", "--name"], ["--text", "--name"]),
        (["--json", "-"], ["--json", "-"]), (["--text=a", "-5"], ["--text=a", "-5"]),
        (["--", "--text", "-5"], ["--", "--text", "-5"]),
    ])
    func `a value may begin with a hyphen`(arguments: [String], joined: [String]) {
        #expect(TypedArguments(arguments: arguments).joined == joined)
    }

    @Test func `help tells the meaning of a command and the values that are allowed`() {
        let help = Suture.helpMessage(for: RecordCommand<Trial.OutcomeLogged>.self, columns: 100)
        #expect(help.contains("What a device did for one subject, as the investigator saw it."))
        #expect(help.contains("One of success, partial, failure, not_evaluable."))
        #expect(help.contains("--occurred-on"))
        let plan = Suture.helpMessage(for: RecordCommand<Project.SolutionPlanDrafted>.self, columns: 300)
        #expect(plan.contains("As person=ID,role=principal_investigator|"))
        #expect(Suture.helpMessage(for: KindCommand<Trial>.self, columns: 100).contains("log-outcome"))
    }

    @Test func `the shells complete enumerations`() {
        for shell in [CompletionShell.bash, .zsh, .fish] {
            #expect(Suture.completionScript(for: shell).contains("not_evaluable"))
        }
    }

    @Test func `the id of a person may be left to the daemon and no other`() throws {
        let command = try #require(
            try Suture.parseAsRoot(["person", "register", "--name", "吴涛"])
                as? RecordCommand<Person.Registered>)
        #expect(String(decoding: try command.call.parameters, as: UTF8.self) == "{\"name\":\"吴涛\"}")
        #expect(throws: (any Error).self) {
            try Suture.parseAsRoot(["institution", "register", "--name", "USST", "--type", "university"])
        }
    }

    @Test func `the options of the connection are understood before the subcommand too`() throws {
        let command = try Suture.parseAsRoot(["--socket", "/tmp/s", "trial", "start", "T-1"])
        #expect((command as? RecordCommand<Trial.Started>)?.connection.socketPath == "/tmp/s")
    }
}

extension FieldOption {
    /// The option with a value of its field's shape.
    fileprivate var exampleArguments: [String] {
        if field.shape == .boolean { return ["--\(names[0])"] }
        return ["--\(names[0])", field.shape.example]
    }
}

extension FieldShape {
    fileprivate var example: String {
        switch self {
        case .text, .prose, .sealed: "some text"
        case .integer: "3"
        case .boolean: "true"
        case .decimal: "12.50"
        case .date: "2022-03"
        case .instant: "2022-11-07T09:30:00Z"
        case .timeOfDay: "09:00"
        case .money: "12.50 CNY"
        case .currency: "CNY"
        case .localID: "S1"
        case .reference(let kinds): kinds.count == 1 ? "R-1" : "\(kinds[0])/R-1"
        case .enumeration(let values): values[0]
        case .list(let element): element.example
        case .group(let fields): fields.map { "\($0.name)=\($0.shape.example)" }.joined(separator: ",")
        }
    }
}
