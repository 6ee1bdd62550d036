import SutureCodec
package import SutureDomain
import SutureInterface
import SutureJSON

extension FieldSurvey {
    /// What the daemon finds in the command when it comes over the wire.
    package init<Asked: Command>(of command: Asked) {
        do {
            let json = try JSONEncoding(userInfo: [.keepsPlainText: true]).encode(command)
            self = CommandFields.of(Asked.self).read(try JSONDocument(parsing: json).root).survey
        } catch {
            preconditionFailure("a command of a test cannot be encoded: \(error)")
        }
    }
}
