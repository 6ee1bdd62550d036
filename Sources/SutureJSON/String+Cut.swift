extension String {
    /// The text, or as much of its beginning as that many bytes of JSON hold, and a mark of how long it is.
    package func cut(toByteCount byteCountMax: Int) -> String {
        var text = self
        return text.withUTF8 { bytes -> String? in
            // No byte takes more than six.
            guard bytes.count > byteCountMax / 6 else { return nil }
            let mark = "… [cut: the text has \(bytes.count) bytes]"
            let room = byteCountMax - mark.utf8.count
            var count = 0
            var end = 0
            for index in bytes.indices {
                count += JSONEscape.byteCount(bytes[index])
                if count <= room { end = index + 1 }
            }
            guard count > byteCountMax else { return nil }
            // Not within a character.
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            return String(decoding: bytes[..<end], as: UTF8.self) + mark
        } ?? self
    }
}
