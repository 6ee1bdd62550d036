/// A medical device, or a set of devices, from the first idea to the market.
///
///     concept ▶ prototype ▶ type_tested ▶ investigational ▶ registered ▶ marketed
///     withdrawn from any of them; a step back needs a reason
package struct Device: Record {
    package static let kind = "device"

    package static let vocabulary: [any Event.Type] = [
        Registered.self, VersionReleased.self, StageChanged.self, Classified.self, UDIAssigned.self,
    ]

    package enum Stage: String, Enumeration {
        case concept, prototype
        case typeTested = "type_tested"
        case investigational, registered, marketed, withdrawn
    }

    package private(set) var stage = Stage.concept
    /// Of a set: the devices in it, none of which is itself a set.
    package private(set) var members: Set<Device.ID> = []
    private var versions: Set<String> = []

    package init() {}

    /// Whether it may be used in a trial.
    package var mayBeInvestigated: Bool {
        switch stage {
        case .investigational, .registered, .marketed: true
        case .concept, .prototype, .typeTested, .withdrawn: false
        }
    }
}

extension Device {
    /// The device is known from now on.
    package struct Registered: CreatingEvent<Device> {
        package static let type: EventType = "device.registered"
        package static let refusals: [Rule] = [.wrongKind]
        package static let command: CommandName = "register"

        /// The kinds that the programme develops.
        package enum Kind: String, Enumeration {
            case suture
            case sutureNeedle = "suture_needle"
            case ultrasonicKnife = "ultrasonic_knife"
            case highFrequencyElectricKnife = "high_frequency_electric_knife"
            case other
        }

        /// What the device is called.
        package var name: String
        /// What kind of device it is.
        package var type: Kind
        /// `concept` if left out.
        package var stage: Stage?
        /// The project that develops it.
        package var project: Project.ID?
        /// The institution that develops it.
        package var developer: Institution.ID?
        /// What it is meant to be used for.
        package var intendedUse: Prose?
        /// The maker's name for this model.
        package var model: String?
        /// Its number in the maker's catalogue.
        package var catalogueNumber: String?
        /// Of a set: the devices in it, none of which is itself a set.
        package var members: [Device.ID]

        package func check(
            _ device: Device, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            for member in members where records.find(member)?.members.isEmpty == false {
                throw Refusal(
                    .wrongKind, field: "members", record: member.stream,
                    "\(member) is itself a set; name the devices in it instead.")
            }
        }

        package func apply(to device: inout Device) {
            device.stage = stage ?? .concept
            device.members = Set(members)
        }
    }

    /// A version of the device that trials and reports can name.
    package struct VersionReleased: RecordableEvent<Device> {
        package static let type: EventType = "device.version-released"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "release-version"

        /// What the version is called (`2.1`).
        package var version: String
        /// What is different from the version before.
        package var changes: Prose

        package func check(_ device: Device) throws(Refusal) {
            guard !device.versions.contains(version) else {
                throw Refusal(.alreadyExists, field: "version", "Version \(version) was released already.")
            }
        }

        package func apply(to device: inout Device) { device.versions.insert(version) }
    }

    /// The device moved on in its development.
    package struct StageChanged: RecordableEvent<Device> {
        package static let type: EventType = "device.stage-changed"
        package static let effect = Effect.moves
        package static let refusals: [Rule] = [.illegalTransition, .stageRegression]
        package static let command: CommandName = "change-stage"

        /// Where the device stands now. Back to an earlier stage only with a reason.
        package var stage: Stage

        package func check(_ device: Device, _ context: CommandContext) throws(Refusal) {
            guard stage != device.stage else {
                throw Refusal(
                    .illegalTransition, field: "stage", "The device is at stage \(stage.rawValue) already.")
            }
            guard stage.order > device.stage.order || context.reason != nil else {
                throw Refusal(
                    .stageRegression, field: "stage",
                    "From \(device.stage.rawValue) back to \(stage.rawValue) needs a reason.")
            }
        }

        package func apply(to device: inout Device) { device.stage = stage }
    }

    /// What a regulator's or a naming body's scheme calls the device.
    package struct Classified: RecordableEvent<Device> {
        package static let type: EventType = "device.classified"
        package static let effect = Effect.adds
        package static let command: CommandName = "classify"

        package enum Scheme: String, Enumeration {
            case fda, nmpa
            case euMDR = "eu_mdr"
            case gmdn, emdn
        }

        /// Whose classification it is: a regulator (`fda`, `nmpa`, `eu_mdr`) or a list of names (`gmdn`,
        /// `emdn`).
        package var scheme: Scheme
        /// The code in that scheme (`GAB` in that of the FDA).
        package var code: String
        /// The risk class in that scheme.
        package var `class`: String?
    }

    /// A device identifier of the unique device identification system (21 CFR 830).
    package struct UDIAssigned: RecordableEvent<Device> {
        package static let type: EventType = "device.udi-assigned"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.badIdentifier]
        package static let command: CommandName = "assign-udi"

        package enum Agency: String, Enumeration { case gs1, hibcc, iccbba }

        /// The device identifier; from GS1 it is a GTIN of 8, 12, 13 or 14 digits.
        package var di: String
        /// Who issued it.
        package var agency: Agency

        package func check(_ device: Device) throws(Refusal) {
            if agency == .gs1 { try CheckDigits.requireGTIN(di, field: "di") }
        }
    }
}
