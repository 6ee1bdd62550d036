package import SutureDomain
package import SutureVarlink

extension VarlinkInterface {
    /// One of Suture's interfaces, by its full name.
    package static func named(_ name: String) -> VarlinkInterface {
        guard let interface = suture[name] else {
            preconditionFailure("there is no text for the interface \(name)")
        }
        return interface
    }

    /// The interface of a kind of record: one method per command.
    package static func of(_ kind: any Record.Type) -> VarlinkInterface {
        named(InterfaceName.of(kind))
    }

    /// A method by its full name; `nil` if there is none.
    package static func method(named fullName: String) -> VarlinkMethod? {
        guard let dot = fullName.lastIndex(of: ".") else { return nil }
        return suture[String(fullName[..<dot])]?.method(String(fullName[fullName.index(after: dot)...]))
    }

    /// Every interface, by name. The texts are compiled in, so that a program needs no file beside it.
    package static let suture: [String: VarlinkInterface] = {
        let texts: [(WireError.Kind.Reach, [[UInt8]])] = [
            (.recording, kinds), (.batches, [PackageResources.org_suture_Log_varlink]),
            (
                .records,
                [PackageResources.org_suture_Records_varlink, PackageResources.org_suture_Reports_varlink]
            ),
            (.all, [PackageResources.org_suture_Service_varlink]),
        ]
        let interfaces = texts.flatMap { reach, texts in texts.map { completed($0, reach) } }.map { text in
            do throws(VarlinkInterfaceError) {
                return try VarlinkInterface(parsing: text)
            } catch {
                preconditionFailure("a text of this program is no interface: \(error)")
            }
        }
        return Dictionary(uniqueKeysWithValues: interfaces.map { ($0.name, $0) })
    }()

    private static let kinds: [[UInt8]] = [
        PackageResources.org_suture_Achievement_varlink,
        PackageResources.org_suture_Activity_varlink,
        PackageResources.org_suture_AdverseEvent_varlink,
        PackageResources.org_suture_Agreement_varlink,
        PackageResources.org_suture_Assessment_varlink,
        PackageResources.org_suture_Deficiency_varlink,
        PackageResources.org_suture_Device_varlink,
        PackageResources.org_suture_Fund_varlink,
        PackageResources.org_suture_Installation_varlink,
        PackageResources.org_suture_Institution_varlink,
        PackageResources.org_suture_Instructor_varlink,
        PackageResources.org_suture_Person_varlink,
        PackageResources.org_suture_Problem_varlink,
        PackageResources.org_suture_Project_varlink,
        PackageResources.org_suture_Screening_varlink,
        PackageResources.org_suture_Source_varlink,
        PackageResources.org_suture_Student_varlink,
        PackageResources.org_suture_Trial_varlink,
        PackageResources.org_suture_Unit_varlink,
    ]

    /// A text with what many have in common: behind its first paragraph the types of what is recorded, where something can be; at its
    /// end the errors that reach it.
    private static func completed(_ text: [UInt8], _ reach: WireError.Kind.Reach) -> String {
        var text = String(decoding: text, as: UTF8.self)
        if reach.rawValue >= WireError.Kind.Reach.recording.rawValue, let head = text.firstRange(of: "\n\n") {
            text.replaceSubrange(
                head, with: "\n\n\(String(decoding: PackageResources.common_types_varlink, as: UTF8.self))\n")
        }
        return "\(text)\n\(WireError.Kind.declarations(reaching: reach))"
    }
}
