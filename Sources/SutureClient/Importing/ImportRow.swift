/// One row of a sheet, with nothing in the cells that the map calls empty.
struct ImportRow {
    /// Where it begins in its file.
    let line: Int
    let cells: [String]
}
