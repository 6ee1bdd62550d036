import SutureDomain
import SutureJSON
import SutureLog
import SutureSystem

/// An event as `org.suture.Log` and `org.suture.Records` show it.
///
/// Followers take some hundred thousand events a second. So it is written without an encoder, behind others
/// in one buffer, while the log holds its bytes.
extension EventRow {
    /// How deep data and metadata may be, so that replies with an event in them can be read.
    private static let depthMax = JSONDocument.depthMaxDefault / 2

    private static let nothing = Array("{}".utf8)

    /// Appends the event as a JSON object.
    ///
    /// Whatever stands in the log, it is one: `{}` stands in the place of data and metadata that are no
    /// object of JSON, and `unknown` in that of what is no date. Then the event says that it is cut.
    /// - Parameters:
    ///   - void: the position of the event that voided it.
    ///   - payloadByteCountMax: where data and metadata have more, their long texts are cut, and the event
    ///     says so: its hash is not that of what is shown.
    func write(
        into json: inout [UInt8], voidedBy void: Int64?,
        payloadByteCountMax: Int = ReplyLimits.storedEventByteCountMax
    ) {
        let isData = JSONDocument.isObject(data, depthMax: EventRow.depthMax)
        let isMetadata = JSONDocument.isObject(metadata, depthMax: EventRow.depthMax)
        let isDate = PartialDate(utf8: occurredOn) != nil
        let byteCount =
            (isData ? data.count : EventRow.nothing.count)
            + (isMetadata ? metadata.count : EventRow.nothing.count)
        let isLarge = byteCount > payloadByteCountMax
        guard isLarge || !isData || !isMetadata || !isDate else {
            return write(into: &json, data, metadata, voidedBy: void)
        }
        func shown(_ payload: UnsafeRawBufferPointer, _ isObject: Bool, byteCountMax: Int) -> [UInt8] {
            guard isObject, let document = try? JSONDocument(parsing: Array(payload)) else {
                return EventRow.nothing
            }
            return isLarge ? CutJSON(document.root, byteCountMax: byteCountMax).bytes : Array(payload)
        }
        write(
            into: &json, shown(data, isData, byteCountMax: ReplyLimits.rowByteCountMax),
            shown(metadata, isMetadata, byteCountMax: 2 * ReplyLimits.textByteCountMax),
            isDate: isDate, voidedBy: void, cutFrom: Int64(data.count + metadata.count))
    }

    /// - Parameter cutFrom: how many bytes data and metadata have in the log, where they are cut here.
    private func write(
        into json: inout [UInt8], _ data: some Sequence<UInt8>, _ metadata: some Sequence<UInt8>,
        isDate: Bool = true, voidedBy void: Int64?, cutFrom: Int64? = nil
    ) {
        json.append(literal: #"{"position":"#)
        json.append(decimal: position)
        json.append(literal: #","stream":"#)
        json.append(quoted: stream)
        json.append(literal: #","version":"#)
        json.append(decimal: version)
        json.append(literal: #","type":"#)
        json.append(quoted: type)
        json.append(literal: #","schema":"#)
        json.append(decimal: schema)
        json.append(literal: #","occurredOn":"#)
        if isDate { json.append(quoted: occurredOn) } else { json.append(quoted: PartialDate.unknown.text) }
        json.append(literal: #","recordedAt":""#)
        json.append(contentsOf: Instant(microseconds: recordedAt).description.utf8)
        json.append(literal: #"","data":"#)
        json.append(contentsOf: data)
        json.append(literal: #","metadata":"#)
        json.append(contentsOf: metadata)
        json.append(literal: #","hash":""#)
        json.append(hexadecimal: hash)
        json.append(literal: #"""#)
        if let void {
            json.append(literal: #","voidedBy":"#)
            json.append(decimal: void)
        }
        if let cutFrom {
            json.append(literal: #","cutFrom":"#)
            json.append(decimal: cutFrom)
        }
        json.append(literal: "}")
    }
}

extension RecordedEvent {
    /// The event as a JSON object for the wire.
    /// - Parameters:
    ///   - data: the event's fields as they are to be shown.
    ///   - void: the position of the event that voided it.
    func json(showing data: [UInt8], voidedBy void: Position?) throws -> [UInt8] {
        var shown = self
        shown.data = data
        var json: [UInt8] = []
        json.reserveCapacity(data.count + metadata.count + 512)
        try EventRow.show(shown) { row throws(LogFailure) in
            row.write(
                into: &json, voidedBy: void?.number, payloadByteCountMax: ReplyLimits.rowByteCountMax)
        }
        return json
    }
}
