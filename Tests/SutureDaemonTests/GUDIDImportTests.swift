import Foundation
import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Devices of the FDA's database become records through the client and the map that comes with it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct GUDIDImportTests {
    /// A row of the file, of which only some columns are read.
    struct Row: Sendable {
        var deviceID = "00841336100633"
        var brand = "L-594B"
        var company = #""Salvin Dental Specialties, Inc.""#
        var productCode = "GAL"
        var gmdnName = #""Catgut suture, plain""#
        var status = "In Commercial Distribution"

        var line: String {
            "\(deviceID),GS1,\(brand),\(brand),,\(company),\"NEEDLE 18\"\"(45CM)\",\(productCode),,\(gmdnName),true,true,false,"
                + "false,true,true,false,false,No information,2015-10-30,\(status)"
        }
    }

    static let header =
        "device_id,issuing_agency,brand_name,version_model,catalog_number,company,description,product_code,"
        + "product_code_name,gmdn_name,single_use,lot_batch,serial_number,manufacturing_date,expiration_date,sterile,rx,"
        + "otc,mri_safety,publish_date,distribution_status"

    static let rows = [
        Row(), Row(deviceID: "00841336100626", brand: "L-596B"),
        Row(
            deviceID: "00841336100619", brand: "Cutter", company: "Knife Works", productCode: "GEI",
            gmdnName: "Electrosurgical system generator", status: "Not in Commercial Distribution"),
    ]

    @Test func `rows become devices with classification and identifier, and companies are registered once`()
        async throws
    {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importDevices(GUDIDImportTests.rows)
            #expect(run.output == "3 rows, 11 commands: 11 recorded, 0 recorded before\n", "\(run.errors)")
            #expect(run.exit == .status(0))
            let client = try await daemon.client()
            let developers = try await client.rows(of: "institution").map { $0["name"] }
            #expect(developers == ["Knife Works", "Salvin Dental Specialties, Inc."])
            let devices = try await client.rows(of: "device")
            #expect(devices.map { $0["id"] } == ["D-00841336100619", "D-00841336100626", "D-00841336100633"])
            #expect(devices.map { $0["type"] } == ["high_frequency_electric_knife", "suture", "suture"])
            #expect(devices.map { $0["stage"] } == ["withdrawn", "marketed", "marketed"])
            let identifiers = try await client.rows(of: "device-udi").map { $0["di"] }
            #expect(identifiers == ["00841336100619", "00841336100626", "00841336100633"])
        }
    }

    @Test func `importing the same file again records nothing`() async throws {
        try await RunningDaemon.run { daemon in
            _ = try await daemon.importDevices(GUDIDImportTests.rows)
            let again = try await daemon.importDevices(GUDIDImportTests.rows)
            #expect(
                again.output == "3 rows, 11 commands: 0 recorded, 11 recorded before\n", "\(again.errors)")
            #expect(again.exit == .status(0))
            // With the beginning and the end of the first import; the second is none.
            let client = try await daemon.client()
            #expect(try await client.head() == 13)
            let imports = try await client.rows(of: "import")
            #expect(imports.count == 1)
            #expect(imports.first?["rows"] == 3)
            #expect(imports.first?["state"] == "closed")
            #expect(imports.first?["digest"]?.string?.count == 64)
            let events = try await client.ask("Log.Read", ["start": 1])["events"]?.array ?? []
            let lines = events.compactMap { $0["metadata"]?["import"]?["line"]?.int64 }
            #expect(lines.count == 11)
            #expect(Set(lines) == [2, 3, 4])
        }
    }

    @Test func `one wrong row is named by its line, and nothing is recorded`() async throws {
        try await RunningDaemon.run { daemon in
            var rows = GUDIDImportTests.rows
            rows[1].deviceID = "00841336100627"
            let run = try await daemon.importDevices(rows)
            #expect(run.exit == .status(1))
            #expect(run.output == "")
            #expect(run.errorLines.count == 2)
            #expect(
                run.errors.hasPrefix(
                    "\(daemon.directory)/devices.csv:3: device.assign-udi D-00841336100627: refused (bad-identifier) di (column device_id): "
                ))
            #expect(run.errorLines.last == "suture: nothing was recorded")
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `a dry run checks everything and records nothing`() async throws {
        try await RunningDaemon.run { daemon in
            let run = try await daemon.importDevices(GUDIDImportTests.rows, ["--dry-run"])
            #expect(
                run.output == "3 rows, 11 commands: 11 would be recorded, 0 recorded before\n",
                "\(run.errors)")
            #expect(try await daemon.client().head() == 0)
        }
    }

    @Test func `966 real devices are imported, once`() async throws {
        guard let data = ProcessInfo.processInfo.environment["SUTURE_TEST_DATA"] else {
            try Test.cancel("SUTURE_TEST_DATA names no folder with real data")
        }
        try await RunningDaemon.run { daemon in
            let file = "\(data)/gudid/gudid_surgical_subset.csv"
            let first = try await daemon.importDevices(in: file)
            #expect(first.exit == .status(0), "\(first.errors)")
            let client = try await daemon.client()
            let position = try await client.head()
            #expect(try await client.rows(of: "device").count == 966)

            let second = try await daemon.importDevices(in: file)
            #expect(second.exit == .status(0), "\(second.errors)")
            #expect(second.output.contains(": 0 recorded, 2907 recorded before"))
            #expect(try await client.head() == position)
        }
    }
}

extension RunningDaemon {
    fileprivate func importDevices(_ rows: [GUDIDImportTests.Row], _ options: [String] = []) async throws
        -> ProgramRun
    {
        let lines = [GUDIDImportTests.header] + rows.map(\.line)
        let file = try write(lines.map { $0 + "\n" }.joined(), to: "devices.csv")
        return try await importDevices(in: file, options)
    }

    fileprivate func importDevices(in file: String, _ options: [String] = []) async throws -> ProgramRun {
        let map = Repository.path("config/import/gudid-devices.yaml")
        return try await suture(["import", file, "--map", map] + options)
    }
}

extension VarlinkClient {
    /// All rows of a view, which are not more than a page has.
    fileprivate func rows(of view: String) async throws -> [JSONValue] {
        try await ask("Records.List", ["view": .string(view), "limit": 1_000])["rows"]?.array ?? []
    }
}
