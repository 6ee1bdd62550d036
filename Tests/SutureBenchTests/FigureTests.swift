import Testing

@testable import SutureBench

/// The arithmetic and the tables of the benchmark.
@Suite struct FigureTests {
    @Test func `numbers are grouped by thousands`() {
        #expect(FigureText.count(0) == "0")
        #expect(FigureText.count(999) == "999")
        #expect(FigureText.count(1_234_005) == "1,234,005")
    }

    @Test func `decimals are rounded, and keep their zeros`() {
        #expect(FigureText.decimal(0, digits: 3) == "0.000")
        #expect(FigureText.decimal(0.9996, digits: 3) == "1.000")
        #expect(FigureText.decimal(1_234.05, digits: 2) == "1,234.05")
        #expect(FigureText.decimal(41.5, digits: 0) == "42")
    }

    @Test func `the median is the middle one, or the mean of two`() {
        #expect(FigureText.median([3]) == 3)
        #expect(FigureText.median([9, 1, 5]) == 5)
        #expect(FigureText.median([9, 1, 5, 6]) == 5.5)
    }

    /// The machine was four times slower for the last pair; the ratio of medians would be 30/20.
    @Test func `a ratio is taken pair by pair`() {
        #expect(FigureText.ratio([(30, 20), (40, 20), (10, 5)]) == 2)
    }

    @Test func `a table lines up and is Markdown`() {
        var table = FigureTable(["what", "a figure"])
        table.rows = [["1×1", "3,700"], ["a longer name", "–"]]
        #expect(
            table.description == """
                | what          | a figure |
                | ------------- | -------: |
                | 1×1           |    3,700 |
                | a longer name |        – |
                """)
    }

    @Test func `what redis-benchmark prints is read by the names of its columns`() throws {
        let csv = """
            "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
            "XADD events * data xxx","3704.12","0.261","0.200","0.255","0.303","0.351","1.103"

            """
        let output = try #require(RedisBenchmarkOutput(csv: csv))
        #expect(output.rate == 3704.12)
        #expect(output.p50 == 0.255)
        #expect(output.p99 == 0.351)
        #expect(RedisBenchmarkOutput(csv: "Could not connect") == nil)
    }

    @Test func `latencies are counted in microseconds`() {
        var result = LoadResult()
        result.add(98, latency: 250_400)
        result.add(2, latency: 9_000_000)
        #expect(result.count == 100)
        #expect(result.latency(percentile: 50) == 250)
        #expect((9_000...9_010).contains(result.latency(percentile: 99)))
        #expect(result.latencyMax == 9_000)
    }
}
