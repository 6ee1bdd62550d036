import SutureBench

await BenchCommand.start()
