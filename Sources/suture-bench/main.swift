import SutureBench
import SutureOutput

Output.prepare()
await BenchCommand.start()
