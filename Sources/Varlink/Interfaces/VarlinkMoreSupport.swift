/// What a method makes of a call's `more`, which systemd's tools and ours say in a comment line.
public enum VarlinkMoreSupport: String, Equatable, Sendable {
    case none = ""
    case supported = "[Supports 'more' flag]"
    case required = "[Requires 'more' flag]"
}
