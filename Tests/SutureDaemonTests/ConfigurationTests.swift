import Foundation
import SutureDomain
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

@testable import SutureDaemon

/// What is configured where, and how the daemon says what is wrong with it.
@Suite(.timeLimit(.minutes(20))) struct ConfigurationTests {
    struct Mistake: Sendable {
        let text: String
        let line: Int
        let problem: String
    }

    static let keys = Setting.all.map(\.key).joined(separator: ", ")
    static let sections = "state, socket, time, recorder, projector, queries, access, log"
    static let mistakes = [
        Mistake(
            text: "socket:\n  mod: \"0666\"\n", line: 2,
            problem: "unknown key socket.mod; the keys are \(keys)"),
        Mistake(
            text: "queries:\n  # as many as there are cores\n  threadCount: 0\n", line: 3,
            problem: "queries.threadCount: \"0\" is not a whole number from 1 to 64"),
        Mistake(
            text: "socket:\n  mode: \"rw\"\n", line: 2,
            problem: "socket.mode: \"rw\" is not an octal mode such as \"0666\""),
        Mistake(
            text: "time:\n  zone: Asia/Atlantis\n", line: 2,
            problem:
                "time.zone: \"Asia/Atlantis\" is not system, UTC, or a zone of the tz database such as Asia/Shanghai"
        ),
        Mistake(
            text: "access:\n  readers: everyone\n", line: 2,
            problem:
                "access.readers: \"everyone\" is not a list of user:NAME, group:NAME, uid:NUMBER, gid:NUMBER or "
                + "everyone"),
        Mistake(
            text: "access:\n  readers: []\n  stewards: [uid:7, users:root]\n", line: 3,
            problem:
                "access.stewards: \"uid:7, users:root\" is not a list of user:NAME, group:NAME, "
                + "uid:NUMBER, gid:NUMBER or everyone"),
        Mistake(
            text: "log:\n  level: loud\n", line: 2,
            problem: "log.level: \"loud\" is not one of trace, debug, info, notice, warning, error, critical"),
        Mistake(
            text: "log:\n  level: {is: info}\n", line: 2,
            problem: "log.level: must be a value or a list of values"),
        Mistake(text: "log: info\n", line: 1, problem: "log: must be a section with keys in it"),
        Mistake(
            text: "log:\n  level: [info\nqueries:\n", line: 3,
            problem: "is not YAML: did not find expected ',' or ']'"),
        Mistake(
            text: "log:\n\tlevel: info\n", line: 2,
            problem: "is not YAML: found character that cannot start any token"),
        Mistake(
            text: "log:\n  level: info\n  level: info\n", line: 2,
            problem: "is not YAML: level stands twice in what begins here"),
        Mistake(text: "- log\n", line: 1, problem: "must be sections with keys, such as \"socket:\""),
        Mistake(
            text: "root:*:19000:0:99999:7:::\n", line: 1,
            problem: "unknown section root:*:19000:0:99999:7::; the sections are \(sections)"),
        Mistake(
            text: "log:\n  level: info\nlogs:\n", line: 3,
            problem: "unknown section logs; the sections are \(sections)"),
        Mistake(
            text: "? [log]\n: {}\n", line: 1,
            problem: "unknown section that is no plain text; the sections are \(sections)"),
        Mistake(
            text: "state:\n  directory: suture\n", line: 2,
            problem: "state.directory: \"suture\" is not an absolute path, which begins with /"),
        Mistake(
            text: "socket:\n  path: ./s\n", line: 2,
            problem: "socket.path: \"./s\" is not an absolute path, which begins with /"),
        Mistake(
            text: "log: &log\n  level: info\n", line: 1,
            problem: "anchors and aliases (&, *) are not taken here"),
        Mistake(
            text: "access:\n  readers: [&a \"uid:7\"]\n  stewards: [*a]\n", line: 2,
            problem: "anchors and aliases (&, *) are not taken here"),
        Mistake(
            text: "&a log:\n  level: info\n*a :\n  level: info\n", line: 1,
            problem: "is not YAML: log stands twice in what begins here"),
        Mistake(
            text: "log:\n  level: info\n  !own level: info\n", line: 3,
            problem: "log.level stands twice in the file"),
        Mistake(
            text: "log:\n  level: info\n!own log:\n  level: info\n", line: 3,
            problem: "log stands twice in the file"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told in one line with file, line, key and what may stand there`(mistake: Mistake)
        async throws
    {
        try await RunningDaemon.prepare { daemon in
            let file = try daemon.write(mistake.text, to: "suture.yaml")
            for arguments in [["--check-config"], []] {
                let run = try await daemon.sutured(["--config", file] + arguments)
                #expect(run.exit == .status(2))
                #expect(run.output == "")
                #expect(run.errors == "sutured: \(file):\(mistake.line): \(mistake.problem)\n")
            }
            #expect(!FileManager.default.fileExists(atPath: daemon.stateDirectory))
        }
    }

    @Test func `a file that cannot be read is named`() async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured(["--config", "/no/such/suture.yaml", "--check-config"])
            #expect(run.exit == .status(2))
            #expect(run.errorLines.count == 1)
            #expect(run.errors.hasPrefix("sutured: /no/such/suture.yaml: cannot be read: "))
        }
    }

    @Test func `a mistake in the environment or a flag is told by its name`() async throws {
        try await RunningDaemon.prepare { daemon in
            let problem = "queries.threadCount: \"many\" is not a whole number from 1 to 64"
            let variable = try await daemon.sutured(
                ["--check-config"], environment: ["SUTURE_QUERIES_THREAD_COUNT": "many"])
            #expect(variable.exit == .status(2))
            #expect(variable.errors == "sutured: SUTURE_QUERIES_THREAD_COUNT: \(problem)\n")

            let flag = try await daemon.sutured(["--check-config", "--set", "queries.threadCount=many"])
            #expect(flag.exit == .status(2))
            #expect(flag.errors == "sutured: --set queries.threadCount: \(problem)\n")

            let unknown = try await daemon.sutured(["--check-config", "--set", "queries.threads=2"])
            #expect(unknown.exit == .status(2))
            #expect(
                unknown.errors
                    == "sutured: --set queries.threads: unknown key queries.threads; the keys are "
                    + "\(ConfigurationTests.keys)\n")

            let path = try await daemon.sutured(["--check-config", "--socket", ""])
            #expect(path.exit == .status(2))
            #expect(path.errors == "sutured: --socket: socket.path: \"\" is not a path of 1 to 107 bytes\n")
        }
    }

    @Test(arguments: [["--nonsense"], ["--set"], ["--set", "queries.threadCount"], ["file.yaml"]])
    func `wrong usage exits with 2`(arguments: [String]) async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured(arguments)
            #expect(run.exit == .status(2))
            #expect(run.output == "")
            #expect(run.errors != "")
        }
    }

    @Test func `a file that is in order is said to be`() async throws {
        try await RunningDaemon.prepare { daemon in
            let file = try daemon.write("time:\n  zone: Asia/Kathmandu\n", to: "suture.yaml")
            let run = try await daemon.sutured(["--config", file, "--check-config"])
            #expect(run.exit == .status(0))
            #expect(
                run.output
                    == "\(file) is in order\ndays are those of Asia/Kathmandu, at present UTC+05:45\n")
            #expect(run.errors == "")
        }
    }

    @Test func `an account that nobody knows is told of, and the daemon starts without it`() async throws {
        try await RunningDaemon.prepare { daemon in
            let file = try daemon.write(
                "access:\n  readers: [user:gone-long-ago]\n  stewards: [group:never-there, uid:7]\n",
                to: "suture.yaml")
            let warnings = [
                "access.readers: there is no account gone-long-ago; nothing is granted to it until there is",
                "access.stewards: there is no group never-there; nothing is granted to it until there is",
            ]
            let run = try await daemon.sutured(["--config", file, "--check-config"])
            #expect(run.exit == .status(0))
            #expect(run.errorLines == warnings.map { "sutured: \($0)" })
            #expect(run.output.hasPrefix("\(file) is in order\n"))
            try await daemon.start(["--config", file])
            let status = try await daemon.client().ask("Service.Status")
            #expect(status["warnings"]?.array?.map(\.string) == warnings)
            for warning in warnings {
                #expect(daemon.process.standardError.contains("warning: \(warning)\n"))
            }
            #expect(try await daemon.suture("status").output.contains("gone-long-ago"))
        }
    }

    @Test func `what may stand in the file is not bound to where the daemon is started, a flag is`()
        async throws
    {
        let relative = try DaemonConfiguration(
            file: nil, environment: [:], flags: [("state.directory", "here", "--state-directory")])
        #expect(relative.stateDirectory == "here")
    }

    @Test func `a socket that the service manager made otherwise than the file says is told of`() throws {
        let folder = try TemporaryPlace()
        let socket = try ListeningSocket(path: folder.path + "/s", mode: 0o600)
        var configuration = DaemonConfiguration()
        configuration.socketPath = socket.path
        configuration.socketMode = 0o600
        #expect(InheritedSocket.warnings(socket.descriptor, configuration) == [])
        configuration.socketMode = 0o660
        #expect(
            InheritedSocket.warnings(socket.descriptor, configuration) == [
                "socket.mode is 0660, but the service manager has made the socket with 0600, which counts (SocketMode= "
                    + "of the socket unit)"
            ])
        configuration.socketPath = "/elsewhere"
        #expect(InheritedSocket.warnings(socket.descriptor, configuration).count == 2)
    }

    @Test(arguments: [
        "CST", "BST", "IST", "PST", "GMT+8", "UTC+8", "asia/shanghai", "Asia", "Asia/", "/Asia/Shanghai",
        "../zoneinfo/Asia/Shanghai", "zone.tab", "leapseconds", "",
    ])
    func `an abbreviation, or what else is no file of the tz database, is no time zone`(name: String) {
        #expect(Zone(name) == nil)
        let error = #expect(throws: ConfigurationError.self) {
            try DaemonConfiguration(
                file: nil, environment: [:], flags: [("time.zone", name, "--set time.zone")])
        }
        #expect(
            error?.problem
                == "time.zone: \"\(name)\" is not system, UTC, or a zone of the tz database such as Asia/Shanghai"
        )
    }

    @Test(arguments: [
        ("UTC", "+00:00"), ("Asia/Shanghai", "+08:00"), ("PRC", "+08:00"), ("EST", "-05:00"),
        ("Etc/GMT+5", "-05:00"), ("Asia/Kathmandu", "+05:45"), ("Pacific/Marquesas", "-09:30"),
    ])
    func `a zone of the tz database is taken as it is there`(name: String, offset: String) throws {
        let zone = try #require(Zone(name))
        #expect(zone.name == name)
        #expect(zone.offsetText(at: try #require(Instant("2022-07-01T00:00:00Z"))) == offset)
    }

    /// The C library takes CST for a name of UTC, and others take it for Chicago.
    @Test func `a system whose own zone is an abbreviation has to be told which one is meant`() async throws {
        try await RunningDaemon.prepare { daemon in
            for arguments in [["--check-config"], ["--check-config", "--set", "time.zone=system"]] {
                let run = try await daemon.sutured(arguments, environment: ["TZ": "CST"])
                #expect(run.exit == .status(2))
                #expect(run.errors.contains("time.zone: it cannot be told which zone the machine's own is"))
                #expect(run.errors.contains("TZ is \"CST\", which is no zone of the tz database"))
            }
            let named = try await daemon.sutured(
                ["--check-config", "--set", "time.zone=Asia/Shanghai"], environment: ["TZ": "CST"])
            #expect(named.exit == .status(0))
            let known = try await daemon.sutured(["--check-config"], environment: ["TZ": "Asia/Tokyo"])
            #expect(known.output.hasSuffix("days are those of Asia/Tokyo, at present UTC+09:00\n"))
        }
    }

    @Test(arguments: [
        "Mars/Phobos", "Asia/Atlantis", "CST-8", ":Nowhere", "/etc/passwd",
        "/usr/share/zoneinfo/Asia/Atlantis",
        "asia/tokyo",
    ])
    func `a TZ that names no zone there is is not taken for UTC`(variable: String) async throws {
        let system = SystemZone(variable: variable, link: "/etc/localtime")
        #expect(system.doubt == "TZ is \"\(variable)\", which is no zone of the tz database")
        try await RunningDaemon.prepare { daemon in
            let environment = ["TZ": variable]
            for arguments in [[], ["--check-config"]] {
                let run = try await daemon.sutured(arguments, environment: environment)
                #expect(run.exit == .status(2))
                #expect(
                    run.errorLines == [
                        "sutured: time.zone: it cannot be told which zone the machine's own is (TZ is \"\(variable)\", "
                            + "which is no zone of the tz database); name one of the tz database, such as Asia/Shanghai"
                    ])
            }
        }
    }

    @Test(arguments: [
        ("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo"), ("UTC", "UTC"), ("UTC0", "UTC"),
        ("Etc/UTC", "Etc/UTC"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
    ])
    func `a TZ that names one is taken in all its forms`(variable: String, name: String) {
        let system = SystemZone(variable: variable, link: "/nowhere")
        #expect(system.zone == Zone(name))
        #expect(system.doubt == nil && system.note == nil)
    }

    @Test func `what stands for UTC because there is nothing is told`() async throws {
        let empty = SystemZone(variable: "", link: "/nowhere")
        #expect(empty.zone == .utc && empty.doubt == nil)
        #expect(empty.note == "time.zone: TZ is empty, which means UTC")
        let missing = SystemZone(variable: nil, link: "/nowhere/localtime")
        #expect(missing.zone == .utc && missing.doubt == nil)
        #expect(missing.note == "time.zone: there is no /nowhere/localtime, which means UTC")
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured(["--check-config"], environment: ["TZ": ""])
            #expect(run.exit == .status(0))
            #expect(run.errorLines == ["sutured: time.zone: TZ is empty, which means UTC"])
            let named = try await daemon.sutured(
                ["--check-config", "--set", "time.zone=UTC"], environment: ["TZ": ""])
            #expect(named.errorLines == [])
            try await daemon.start([], environment: ["TZ": ""])
            let status = try await daemon.client().ask("Service.Status")
            #expect(status["warnings"]?.array?.map(\.string) == ["time.zone: TZ is empty, which means UTC"])
        }
    }

    @Test func `a link in place of the machine's zone is followed to its name`() throws {
        let place = try TemporaryPlace()
        func system(_ target: String, _ name: String = "localtime") throws -> SystemZone {
            let link = "\(place.path)/\(name)"
            try? FileManager.default.removeItem(atPath: link)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            return SystemZone(variable: nil, link: link)
        }
        #expect(try system("/usr/share/zoneinfo/Asia/Shanghai").zone == Zone("Asia/Shanghai"))
        #expect(try system("/usr/share/zoneinfo/Etc/UTC").doubt == nil)
        let gone = try system("/usr/share/zoneinfo/Asia/Atlantis")
        #expect(gone.doubt?.hasSuffix("leads to Asia/Atlantis, which is no zone of the tz database") == true)
        let dangling = try system("\(place.path)/gone")
        #expect(dangling.doubt?.hasSuffix("leads to \(place.path)/gone, which is not there") == true)
        // Over another link, and in a circle.
        _ = try system("/usr/share/zoneinfo/Asia/Tokyo", "other")
        #expect(try system("other").zone == Zone("Asia/Tokyo"))
        #expect(try system("localtime").doubt != nil)
    }

    @Test func `a TZDIR under which the zone is another is told`() async throws {
        try await RunningDaemon.prepare { daemon in
            let environment = ["TZ": "Asia/Tokyo", "TZDIR": "/nowhere"]
            let run = try await daemon.sutured(["--check-config"], environment: environment)
            #expect(run.exit == .status(2))
            #expect(
                run.errors.contains(
                    "(TZDIR is \"/nowhere\", and the C library takes it for another than Asia/Tokyo)"))
            let named = try await daemon.sutured(
                ["--check-config", "--set", "time.zone=Asia/Shanghai"], environment: environment)
            #expect(named.output.hasSuffix("days are those of Asia/Shanghai, at present UTC+08:00\n"))
        }
    }

    @Test(arguments: [
        ("SUTURE_TIME_ZON", "Asia/Tokyo", "names no key; the variables are SUTURE_ACCESS_DELEGATES, "),
        ("SUTURE_SOCKET_PATHS", "/x", "names no key; the variables are "),
        ("SUTURE_TIME_ZONE", "", "time.zone: \"\" is not system, UTC, or a zone of the tz database"),
    ])
    func `a variable that names no setting is no setting that is left out`(
        variable: String, value: String, problem: String
    ) async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured(["--check-config"], environment: [variable: value])
            #expect(run.exit == .status(2))
            #expect(run.errors.hasPrefix("sutured: \(variable): \(problem)"))
            // That of the client is none of the daemon's.
            let client = try await daemon.sutured(["--check-config"], environment: ["SUTURE_SOCKET": "/x"])
            #expect(client.exit == .status(0))
        }
    }

    @Test func `what a service manager should have said is not guessed`() async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured([], environment: ["SUTURE_BOOT_ID": "%b"])
            #expect(run.exit == .status(2))
            #expect(
                run.errorLines == [
                    "sutured: SUTURE_BOOT_ID: \"%b\" is not the id of a start, which has 32 hexadecimal digits (%b in a unit)"
                ])
        }
        let pid = String(getpid())
        #expect(throws: ConfigurationError.self) {
            try InheritedSocket.descriptor(environment: ["LISTEN_PID": pid, "LISTEN_FDS": "one"])
        }
        #expect(try InheritedSocket.descriptor(environment: ["LISTEN_PID": pid, "LISTEN_FDS": "0"]) == nil)
    }

    @Test func `the environment overrides the file, and a flag both`() async throws {
        try await RunningDaemon.prepare { daemon in
            let file = try daemon.write("time:\n  zone: Asia/Shanghai\n", to: "suture.yaml")
            let arguments = ["--config", file]
            let environment = ["SUTURE_TIME_ZONE": "Europe/Paris"]
            try await daemon.start(arguments)
            #expect(try await daemon.timeZone() == "Asia/Shanghai")
            try await daemon.start(arguments, environment: environment)
            #expect(try await daemon.timeZone() == "Europe/Paris")
            try await daemon.start(arguments + ["--set", "time.zone=Asia/Tokyo"], environment: environment)
            #expect(try await daemon.timeZone() == "Asia/Tokyo")
        }
    }

    @Test func `a list in the environment or a flag is separated by commas`() throws {
        let configuration = try DaemonConfiguration(
            file: nil, environment: ["SUTURE_ACCESS_READERS": "uid:7, gid:8"],
            flags: [("access.recorders", "everyone", "--set access.recorders")])
        #expect(configuration.access.readers == [.user(7), .group(8)])
        #expect(configuration.access.recorders == [.everyone])
    }
}

// MARK: The file that is delivered

extension ConfigurationTests {
    @Test func `the delivered file passes its check`() async throws {
        try await RunningDaemon.prepare { daemon in
            let run = try await daemon.sutured(
                ["--config", Repository.path("config/suture.yaml"), "--check-config"])
            #expect(run.exit == .status(0), "\(run.errors)")
        }
    }

    @Test func `the delivered file states every key with its default`() throws {
        let path = Repository.path("config/suture.yaml")
        let keys = try SettingSource(file: path).entries.keys.sorted()
        #expect(keys == Setting.all.map(\.key).sorted())
        let configuration = try DaemonConfiguration(file: path, environment: [:], flags: [])
        let defaults = DaemonConfiguration()
        for setting in Setting.all {
            #expect(setting.get(configuration) == setting.get(defaults), "\(setting.key)")
        }
    }

    @Test func `the delivered file says which keys a reload takes over`() throws {
        let text = try String(contentsOfFile: Repository.path("config/suture.yaml"), encoding: .utf8)
        var section = ""
        var comment = ""
        var reloadable: [String] = []
        for line in text.split(separator: "\n") {
            let content = line.trimmingCharacters(in: .whitespaces)
            if content.hasPrefix("#") {
                comment += content
            } else if let colon = content.firstIndex(of: ":") {
                let name = String(content[..<colon])
                if !line.hasPrefix(" ") { section = name }
                if line.hasPrefix(" "), comment.contains("(reload)") {
                    reloadable.append("\(section).\(name)")
                }
                comment = ""
            }
        }
        #expect(reloadable == Setting.all.filter(\.isReloadable).map(\.key))
    }
}

extension RunningDaemon {
    /// Runs the built daemon where it is expected to end by itself.
    fileprivate func sutured(_ arguments: [String], environment: [String: String] = [:]) async throws
        -> ProgramRun
    {
        try await ProgramRun.of(
            [BuiltProgram.path("sutured")] + arguments,
            environment: environment.merging(["SUTURE_STATE_DIRECTORY": stateDirectory]) { $1 })
    }

    /// The one that it uses; afterwards it is stopped.
    fileprivate func timeZone() async throws -> String? {
        let client = try await client()
        let status = try await client.ask("Service.Status")
        let zone = status["timeZone"]?.string
        #expect(status["utcOffset"]?.string?.wholeMatch(of: /[+-][0-9]{2}:[0-9]{2}/) != nil)
        await client.close()
        #expect(await terminate() == .status(0))
        return zone
    }
}
