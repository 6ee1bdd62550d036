// swift-tools-version: 6.2
import PackageDescription

/// One list for every Swift target: warnings stop the build, and what Swift 7 will demand is demanded now.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")

let package = Package(
    name: "suture",
    products: [
        .executable(name: "sutured", targets: ["sutured"]),
        .executable(name: "suture", targets: ["suture"]),
        .executable(name: "suture-replay", targets: ["suture-replay"]),
        .executable(name: "suture-bench", targets: ["suture-bench"]),
        .library(name: "Varlink", targets: ["Varlink"]),
    ],
    dependencies: [
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "SutureDomain", swiftSettings: settings),
        .target(name: "SutureJSON", swiftSettings: settings),
        .target(name: "SutureOutput", swiftSettings: settings),
        .target(
            name: "SutureProgram", dependencies: ["SutureOutput", argumentParser], swiftSettings: settings),
        .target(name: "SutureSystem", dependencies: ["SutureDomain"], swiftSettings: settings),
        .target(
            name: "SutureReports", dependencies: ["SutureDomain", "SutureJSON"], swiftSettings: settings),
        .target(
            name: "SutureCodec", dependencies: ["SutureDomain", "SutureJSON", "SutureSystem", crypto],
            swiftSettings: settings),
        .target(name: "CKernelClock"),
        .target(name: "CPeerCredentials"),
        .target(
            name: "CProcessMemory", linkerSettings: [.linkedLibrary("jemalloc"), .linkedLibrary("sqlite3")]),
        .target(
            name: "Varlink", dependencies: ["CPeerCredentials", "SutureJSON", nioCore, nioPosix],
            swiftSettings: settings),
        .target(
            name: "SutureLog", dependencies: ["SutureCodec", "SutureDomain", "SutureSystem", crypto],
            swiftSettings: settings),
        .target(
            name: "SutureSQLite", dependencies: ["SutureDomain", "SutureSystem", grdb, grdbSQLite],
            swiftSettings: settings),
        .target(
            name: "SutureSQLiteLog",
            dependencies: ["SutureDomain", "SutureLog", "SutureSQLite", "SutureSystem"],
            swiftSettings: settings),
        .target(
            name: "SutureReadModels",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureJSON", "SutureReports", "SutureSQLite",
                "SutureSystem",
            ],
            swiftSettings: settings),
        .target(
            name: "SutureProjection",
            dependencies: ["SutureCodec", "SutureDomain", "SutureLog", "SutureReadModels"],
            swiftSettings: settings),
        .target(
            name: "SutureInterface",
            dependencies: ["SutureDomain", "SutureJSON", "SutureOutput", "SutureReports", "Varlink"],
            resources: [.embedInCode("Interfaces")], swiftSettings: settings),
        .target(
            name: "SutureDemo",
            dependencies: ["SutureDomain", "SutureInterface", "SutureJSON", "Varlink"],
            swiftSettings: settings),
        .target(
            name: "SutureDaemon",
            dependencies: [
                "CKernelClock", "SutureCodec", "SutureDomain", "SutureInterface", "SutureJSON", "SutureLog",
                "SutureOutput", "SutureProgram", "SutureProjection", "SutureReadModels", "SutureReports",
                "SutureSQLite", "SutureSQLiteLog", "SutureSystem", "Varlink",
                nioCore, nioPosix, argumentParser,
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "SutureClient",
            dependencies: [
                "SutureDemo", "SutureDomain", "SutureJSON", "SutureInterface", "SutureOutput",
                "SutureProgram",
                "SutureReports",
                "Varlink",
                argumentParser,
                crypto,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),
        .target(
            name: "SutureReplay",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureJSON", "SutureLog", "SutureOutput", "SutureProgram",
                "SutureProjection", "SutureReadModels", "SutureSQLiteLog", "SutureSystem", argumentParser,
            ],
            swiftSettings: settings),
        .target(
            name: "SutureBench",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureInterface", "SutureJSON", "SutureLog", "SutureOutput",
                "SutureProgram", "SutureSQLite", "SutureSQLiteLog", argumentParser,
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            resources: [.embedInCode("Peers/eventsourcing_peer.py")], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
        .testTarget(name: "SutureJSONTests", dependencies: ["SutureJSON"], swiftSettings: settings),
        .testTarget(
            name: "VarlinkTests",
            dependencies: ["SutureJSON", "SutureTestSupport", "Varlink", nioCore, nioEmbedded],
            swiftSettings: settings),
        .testTarget(
            name: "SutureLogTests",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureJSON", "SutureLog", "SutureSQLite", "SutureSQLiteLog",
                "SutureSystem", "SutureTestSupport", crypto, grdb,
            ],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "SutureCodecTests",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureJSON", "SutureSystem", "SutureTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SutureReplayTests",
            dependencies: [
                "SutureDomain", "SutureJSON", "SutureLog", "SutureReadModels", "SutureReplay",
                "SutureSQLiteLog", "SutureTestSupport", grdb,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "sutured", dependencies: ["CProcessMemory", "SutureDaemon", "SutureOutput"],
            swiftSettings: settings),
        .executableTarget(
            name: "suture", dependencies: ["SutureClient", "SutureOutput"], swiftSettings: settings),
        .executableTarget(
            name: "suture-replay", dependencies: ["CProcessMemory", "SutureOutput", "SutureReplay"],
            swiftSettings: settings),
        .executableTarget(
            name: "suture-bench", dependencies: ["SutureBench", "SutureOutput"], swiftSettings: settings),
        .target(
            name: "SutureTestSupport",
            dependencies: [
                "SutureCodec", "SutureDomain", "SutureInterface", "SutureJSON", "Varlink", grdb,
            ],
            path: "Tests/SutureTestSupport", swiftSettings: settings),
        .testTarget(
            name: "SutureReadModelsTests",
            dependencies: [
                "SutureDomain", "SutureJSON", "SutureReadModels", "SutureReports", "SutureSQLite", grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SutureClientTests",
            dependencies: [
                "SutureClient", "SutureDemo", "SutureDomain", "SutureInterface", "SutureJSON", "SutureOutput",
                "SutureProgram",
                "SutureReports",
                "SutureTestSupport", "Varlink", argumentParser,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SutureDaemonTests",
            dependencies: [
                "SutureCodec", "SutureDaemon", "SutureDomain", "SutureInterface", "SutureJSON", "SutureLog",
                "SutureReadModels", "SutureReports", "SutureSQLite", "SutureSQLiteLog", "SutureSystem",
                "SutureTestSupport",
                "Varlink", grdb,
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["GoldenLogs", "Interfaces", "Shims", "Scripts"], swiftSettings: settings),
        .testTarget(
            name: "SutureInterfaceTests",
            dependencies: ["SutureDomain", "SutureInterface", "SutureJSON", "Varlink"],
            swiftSettings: settings),
        .testTarget(
            name: "SutureDomainTests", dependencies: ["SutureDomain", "SutureTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SutureBenchTests",
            dependencies: [
                "SutureBench", "SutureCodec", "SutureDomain", "SutureJSON", "SutureLog", "SutureSQLiteLog",
                "SutureTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SutureServiceTests", dependencies: ["SutureTestSupport"], exclude: ["Scripts"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
