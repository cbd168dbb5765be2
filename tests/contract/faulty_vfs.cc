#include "tests/contract/faulty_vfs.h"

#include <cstring>
#include <new>
#include <stdexcept>

namespace dunghan::contract {
namespace {

struct Disk {
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  FaultyVfs::Judge judge;
};
Disk* disk = nullptr;  // SQLite's registry is one for the process, so this is too

/// What SQLite sees as a file; the real one lies behind it in the same room.
struct File {
  sqlite3_file base{};
  sqlite3_file* real = nullptr;
  std::string* name = nullptr;
};

File* of(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return of(file)->real;
}

int judged(FaultyVfs::Act act, sqlite3_file* file) {
  return disk->judge ? disk->judge(act, *of(file)->name) : SQLITE_OK;
}

int close(sqlite3_file* file) {
  const int result = real(file)->pMethods->xClose(real(file));
  delete of(file)->name;
  return result;
}
int read(sqlite3_file* f, void* to, int count, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, count, at);
}
int write(sqlite3_file* f, const void* from, int count, sqlite3_int64 at) {
  if (const int fault = judged(FaultyVfs::Act::write, f); fault != SQLITE_OK) return fault;
  return real(f)->pMethods->xWrite(real(f), from, count, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) {
  if (const int fault = judged(FaultyVfs::Act::flush, f); fault != SQLITE_OK) return fault;
  return real(f)->pMethods->xSync(real(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xLock(real(f), level);
}
int unlock(sqlite3_file* f, int level) {
  return real(f)->pMethods->xUnlock(real(f), level);
}
int check_reserved(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int file_control(sqlite3_file* f, int op, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int sector_size(sqlite3_file* f) {
  return real(f)->pMethods->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int count, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
}
void shm_barrier(sqlite3_file* f) {
  real(f)->pMethods->xShmBarrier(real(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
  return real(f)->pMethods->xShmUnmap(real(f), remove);
}

constexpr int methods_version =
    2;  // with shared memory for the write-ahead log, without memory maps
const sqlite3_io_methods methods = {methods_version, close,          read,         write,
                                    truncate,        sync,           file_size,    lock,
                                    unlock,          check_reserved, file_control, sector_size,
                                    characteristics, shm_map,        shm_lock,     shm_barrier,
                                    shm_unmap,       nullptr,        nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* room, int flags, int* out_flags) {
  File* file = new (room) File();
  file->real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(room) + sizeof(File));
  const int result = disk->real->xOpen(disk->real, name, file->real, flags, out_flags);
  if (result != SQLITE_OK) return result;  // base.pMethods stays empty: nothing to close
  file->name = new std::string(name != nullptr ? name : "");
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

}  // namespace

FaultyVfs::FaultyVfs() {
  if (disk != nullptr) throw std::logic_error("one faulty disk at a time");
  disk = new Disk();
  disk->real = sqlite3_vfs_find(nullptr);
  disk->vfs = *disk->real;
  disk->vfs.zName = "faulty";
  disk->vfs.szOsFile = static_cast<int>(sizeof(File)) + disk->real->szOsFile;
  disk->vfs.xOpen = open;
  disk->vfs.pNext = nullptr;
  sqlite3_vfs_register(&disk->vfs, 1);
}

FaultyVfs::~FaultyVfs() {
  sqlite3_vfs_unregister(&disk->vfs);
  sqlite3_vfs_register(disk->real, 1);
  delete disk;
  disk = nullptr;
}

void FaultyVfs::set_judge(Judge judge) {
  disk->judge = std::move(judge);
}

}  // namespace dunghan::contract
