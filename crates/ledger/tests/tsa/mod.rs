//! A time-stamping authority of our own, led by `openssl ts`: a root, a clock under it, and its answers. Other crates' tests use it too, each what it needs.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The authority's folder, removed at its end.
pub struct Authority {
    folder: PathBuf,
}

const CONFIG: &str = "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = unused\n\
    [root]\nbasicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign\n\
    [tsa]\nbasicConstraints = critical, CA:FALSE\nextendedKeyUsage = critical, timeStamping\n\
    [clock]\nserial = serial\ndefault_policy = 1.3.6.1.4.1.99999.1\ndigests = sha256\nsigner_digest = sha256\n\
    accuracy = secs:1\ness_cert_id_alg = sha256\n";

impl Authority {
    /// A new one. `None`, said loudly, where there is no openssl; a failure where MIRQAB_OPENSSL demands it.
    pub fn new(name: &str) -> Option<Self> {
        if let Err(error) = Command::new("openssl").arg("version").output() {
            assert!(std::env::var_os("MIRQAB_OPENSSL").is_none(), "openssl is demanded and does not run: {error}");
            eprintln!("SKIPPED: no openssl ({error}). Debian: apt-get install openssl");
            return None;
        }
        let folder = std::env::temp_dir().join(format!("mirqab-tsa-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let authority = Self { folder };
        std::fs::write(authority.path("config"), CONFIG).unwrap();
        std::fs::write(authority.path("serial"), "01\n").unwrap();
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "config"];
        let root = ["req", "-x509", "-days", "3650", "-subj", "/CN=Root of the test", "-extensions", "root"];
        authority.openssl(&[&root[..], &curve, &["-keyout", "root.key", "-out", "root.pem"]].concat());
        let clock = ["req", "-new", "-subj", "/CN=Clock of the test", "-keyout", "tsa.key", "-out", "tsa.csr"];
        authority.openssl(&[&clock[..], &curve].concat());
        let signed = ["x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"];
        let under = ["-days", "3650", "-extfile", "config", "-extensions", "tsa", "-out", "tsa.pem"];
        authority.openssl(&[&signed[..], &under].concat());
        Some(authority)
    }

    /// A file of its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Its root, for whoever trusts it.
    pub fn root(&self) -> String {
        std::fs::read_to_string(self.path("root.pem")).unwrap()
    }

    /// What it answers to a question.
    pub fn answer(&self, question: &[u8]) -> Vec<u8> {
        std::fs::write(self.path("query.tsq"), question).unwrap();
        let reply = ["ts", "-reply", "-config", "config", "-section", "clock", "-queryfile", "query.tsq"];
        self.openssl(&[&reply[..], &["-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "reply.tsr"]].concat());
        std::fs::read(self.path("reply.tsr")).unwrap()
    }

    /// Whether openssl itself finds that a stamp in a file holds over the bytes in another.
    pub fn accepts(&self, stamp: &Path, data: &Path) -> bool {
        let files = [stamp.to_str().unwrap(), "-data", data.to_str().unwrap(), "-CAfile", "root.pem"];
        let mut openssl = Command::new("openssl");
        openssl.current_dir(&self.folder).args(["ts", "-verify", "-in"]).args(files);
        openssl.output().unwrap().status.success()
    }

    fn openssl(&self, arguments: &[&str]) {
        let output = Command::new("openssl").current_dir(&self.folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
