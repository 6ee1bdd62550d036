import SutureBench

BenchCommand.start()
