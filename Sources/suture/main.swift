import Foundation
import SutureClient
import SutureOutput

Output.prepare()
exit(await ClientProgram.run(Array(CommandLine.arguments.dropFirst())))
