// The system's libyaml, which reads and writes YAML event by event.
#include <yaml.h>
