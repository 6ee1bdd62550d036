/// A stream's handler returned without a reply that does not continue.
package struct VarlinkStreamUnfinished: Error {
    package let method: String
}
