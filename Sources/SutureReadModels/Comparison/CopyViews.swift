import SutureSQLite

/// Copies a views database as it is at this moment; whoever writes it may go on.
/// - Parameter copyPath: a file that does not exist yet.
/// - Returns: how far the copy is; `nil` if its tables were made by another version of Suture.
package func copyViews(_ path: String, to copyPath: String) throws -> ViewsCheckpoint? {
    let views = try ViewsConnection.reader(path: path, unseal: nil)
    let copy = try ViewsConnection.writer(path: copyPath)
    try views.backup(to: copy)
    let checkpoint = try copy.read { try ViewsCheckpoint.stored(in: $0) }
    try copy.close()
    return checkpoint
}
