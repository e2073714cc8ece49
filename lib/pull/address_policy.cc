#include "pull/address_policy.h"

#include <netinet/in.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace khotin::pull {
namespace {

struct Ipv4Range {
  uint32_t network;
  int bits;
};

constexpr uint32_t Ipv4(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr Ipv4Range kSpecial[] = {
    {Ipv4(0, 0, 0, 0), 8},        // this network
    {Ipv4(10, 0, 0, 0), 8},       // private
    {Ipv4(100, 64, 0, 0), 10},    // behind carriers' NAT
    {Ipv4(127, 0, 0, 0), 8},      // loopback
    {Ipv4(169, 254, 0, 0), 16},   // link-local, metadata of clouds
    {Ipv4(172, 16, 0, 0), 12},    // private
    {Ipv4(192, 0, 0, 0), 24},     // protocol assignments
    {Ipv4(192, 0, 2, 0), 24},     // documentation
    {Ipv4(192, 88, 99, 0), 24},   // 6to4 relays
    {Ipv4(192, 168, 0, 0), 16},   // private
    {Ipv4(198, 18, 0, 0), 15},    // benchmarks
    {Ipv4(198, 51, 100, 0), 24},  // documentation
    {Ipv4(203, 0, 113, 0), 24},   // documentation
    {Ipv4(224, 0, 0, 0), 4},      // multicast
    {Ipv4(240, 0, 0, 0), 4},      // reserved, broadcast
};

bool IsPublicIpv4(uint32_t address) {
  return std::none_of(std::begin(kSpecial), std::end(kSpecial), [address](const Ipv4Range& range) {
    return (address ^ range.network) >> (32 - range.bits) == 0;
  });
}

uint32_t Ipv4At(const uint8_t* bytes) { return Ipv4(bytes[0], bytes[1], bytes[2], bytes[3]); }

bool IsPublicIpv6(const uint8_t* bytes) {
  constexpr uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr uint8_t kNat64[12] = {0, 0x64, 0xff, 0x9b};
  if (std::memcmp(bytes, kMapped, 12) == 0 || std::memcmp(bytes, kNat64, 12) == 0) {
    return IsPublicIpv4(Ipv4At(bytes + 12));
  }
  if ((bytes[0] & 0xe0) != 0x20) return false;                                       // 2000::/3
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return IsPublicIpv4(Ipv4At(bytes + 2));  // 6to4
  const bool assigned = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2;        // 2001::/23
  const bool documented = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d &&
                          bytes[3] == 0xb8;  // 2001:db8::/32
  const bool more_documented = bytes[0] == 0x3f && bytes[1] == 0xff && bytes[2] < 0x10;
  return !assigned && !documented && !more_documented;
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof(in));
    return IsPublicIpv4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 in6{};
  std::memcpy(&in6, &address, sizeof(in6));
  return IsPublicIpv6(in6.sin6_addr.s6_addr);
}

}  // namespace khotin::pull
