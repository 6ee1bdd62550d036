import Glibc

/// Drives all connections from one thread, as `redis-benchmark` does.
enum LoadDriver {
    /// A daemon that says nothing for so long is given up.
    static let patienceSeconds = 60.0

    /// Runs the lanes beside each other until each has ended and everything is answered.
    /// - Returns: the seconds that it took.
    @discardableResult
    static func run(_ lanes: inout [LoadLane]) throws -> Double {
        let places = lanes.indices.flatMap { lane in
            lanes[lane].connections.indices.map { (lane: lane, connection: $0) }
        }
        var polled = places.map {
            pollfd(fd: lanes[$0.lane].connections[$0.connection].socket, events: Int16(POLLIN), revents: 0)
        }
        let began = KernelTime.now()
        while true {
            var pause: Double?
            for lane in lanes.indices {
                let wait = try lanes[lane].send(elapsed: KernelTime.seconds(since: began))
                if let wait { pause = min(pause ?? wait, wait) }
            }
            guard pause != nil || lanes.contains(where: \.isWaiting) else {
                return KernelTime.seconds(since: began)
            }
            for index in polled.indices {
                let isSending = lanes[places[index].lane].connections[places[index].connection].isSending
                polled[index].events = Int16(isSending ? POLLIN | POLLOUT : POLLIN)
            }
            let readyCount = try wait(&polled, atMost: pause ?? patienceSeconds)
            guard readyCount > 0 || pause != nil else {
                throw BenchFailure("the daemon said nothing for \(Int(patienceSeconds)) s")
            }
            for index in polled.indices where polled[index].revents != 0 {
                let place = places[index]
                if polled[index].revents & Int16(POLLOUT) != 0 {
                    try lanes[place.lane].connections[place.connection].goOnSending()
                }
                if polled[index].revents & ~Int16(POLLOUT) != 0 {
                    try lanes[place.lane].receive(place.connection)
                }
            }
        }
    }

    private static func wait(_ polled: inout [pollfd], atMost seconds: Double) throws -> Int {
        let count = poll(&polled, nfds_t(polled.count), Int32((seconds * 1000).rounded(.up)))
        guard count >= 0 || errno == EINTR else { throw BenchFailure(errno: errno, "poll") }
        return max(0, Int(count))
    }
}
