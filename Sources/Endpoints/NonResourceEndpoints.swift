import HTTP1
import KubeAPI
import Registry

struct NonResourceEndpoints {
    mutating func respond(to request: HTTPRequest, _ writer: inout ResponseWriter) -> HTTPResponse {
        writer.respond(to: request, with: .pathNotFound)
    }
}
