import Foundation
import SutureClient

exit(await ClientProgram.run(Array(CommandLine.arguments.dropFirst())))
