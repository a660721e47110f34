/** Folders of installed packages and of standard libraries, and what bundlers add. */
const FOREIGN_PATH =
  /node_modules|site-packages|dist-packages|[\\/]lib[\\/]python\d|[\\/]python3?\d*[\\/]lib[\\/]|[\\/]\.?venv[\\/]|[\\/]pkg[\\/]mod[\\/]|[\\/]go(?:-[\d.]+)?[\\/]src[\\/]|webpack[\\/](?:runtime|bootstrap|startup)|@vite[\\/]client|@react-refresh|vite\/preload-helper|rolldown[\\/]runtime|\(webpack\)/i;
/** Runtimes and extensions, by how the file's name begins. `<frozen …>`, `<string>` and `<anonymous>` are no files. */
const FOREIGN_START =
  /^(?:node:|internal\/[\w/-]+\.js$|<|native$|\[native code\]|chrome-extension:|moz-extension:|safari-(?:web-)?extension:|chrome:|resource:|about:|evalmachine|_testmain)/i;
/** Files whose folders tell enough: a module of Python or JavaScript may be called `testing`. */
const SCRIPT = /\.(?:py|[cm]?[jt]sx?)$/;
/** Packages of platforms and frameworks on the JVM and .NET, and of Go's standard library. */
const FOREIGN_MODULE =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.(?:springframework|apache|hibernate|eclipse|jboss|junit|postgresql|slf4j|codehaus|gradle)|com\.(?:fasterxml|zaxxer|google\.common|mysql)|io\.(?:netty|micrometer|quarkus|vertx|grpc)|ch\.qos|reactor|akka|feign|okhttp3|retrofit2|System|Microsoft|Npgsql|runtime|reflect|net\/http|testing)(?:[./]|$)/;

/**
 * Whether a frame is the service's own code, by where the file lies and, for languages that name files without their folders,
 * by the module. A frame without either is not.
 */
export function isInApp(file: string, module?: string): boolean {
  if (module !== undefined && !SCRIPT.test(file) && FOREIGN_MODULE.test(module)) return false;
  return (file !== '' || module !== undefined) && !FOREIGN_START.test(file) && !FOREIGN_PATH.test(file);
}

const INSTALLED = /node_modules|site-packages|dist-packages|[\\/]pkg[\\/]mod[\\/]/;
const PLATFORM = /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|System|runtime|reflect)(?:[./]|$)/;

/** Whether a frame that is not the service's own belongs to an installed package, rather than to the language's runtime. */
export function isInstalled(file: string, module?: string): boolean {
  return INSTALLED.test(file) || (module !== undefined && FOREIGN_MODULE.test(module) && !PLATFORM.test(module));
}
