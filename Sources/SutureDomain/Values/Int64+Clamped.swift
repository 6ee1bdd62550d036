extension Int64 {
    /// The sum, or the last number in that direction: nothing that is read of a damaged file may overflow.
    package func addingClamped(_ other: Int64) -> Int64 {
        Int64(clamping: Int128(self) + Int128(other))
    }

    /// The difference likewise.
    package func subtractingClamped(_ other: Int64) -> Int64 {
        Int64(clamping: Int128(self) - Int128(other))
    }
}
