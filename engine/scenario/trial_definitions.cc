#include "engine/scenario/trial_definitions.h"

namespace dunghan::scenario {

Result<definition::DefinitionPtr> TrialDefinitions::in_force(std::string_view id, Date day) {
  DUNGHAN_TRY(auto found, behind_.in_force(id, day));
  const bool replaced = replacement_ != nullptr && replacement_->id == found->id &&
                        replacement_->version == found->version;
  if (replaced) return replacement_;
  by_source_[found->source] = found;
  return found;
}

// A case that has just been opened is loaded by the source that was stored for it: as it was
// compiled, not compiled again.
Result<definition::DefinitionPtr> TrialDefinitions::from_source(std::string_view source,
                                                                int received_under) {
  if (received_under != 0) return behind_.from_source(source, received_under);
  if (replacement_ != nullptr && replacement_->source == source) return replacement_;
  if (const auto known = by_source_.find(source); known != by_source_.end()) return known->second;
  return behind_.from_source(source, 0);
}

}  // namespace dunghan::scenario
