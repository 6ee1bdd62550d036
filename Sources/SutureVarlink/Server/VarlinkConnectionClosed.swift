/// The client has gone.
package struct VarlinkConnectionClosed: Error {
    package init() {}
}
