// The version of the project, shown by every program.
#ifndef KHOTIN_BASE_VERSION_H_
#define KHOTIN_BASE_VERSION_H_

namespace khotin::base {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace khotin::base

#endif  // KHOTIN_BASE_VERSION_H_
