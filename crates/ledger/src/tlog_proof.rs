//! A proof as a file that other programs read: the entry's place, its inclusion proof, the checkpoint with all signatures.
//! SOURCE: C2SP tlog-proof, version 1.

use crate::Hash;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// No tree of 2^63 leaves needs more.
const LONGEST_PROOF: usize = 63;

/// What such a file says. It names no leaf: whoever checks it has the entry, or finds it in `extra`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Bytes that nothing in the file binds. Ours are the entry; then the proof binds them.
    pub extra: Option<Vec<u8>>,
    /// The entry's place in the log, counted from 0.
    pub index: u64,
    /// The inclusion proof, from the leaf upward.
    pub proof: Vec<Hash>,
    /// The checkpoint with its signatures, as the log gave it.
    pub checkpoint: String,
}

impl TlogProof {
    /// Whether a file begins as one does.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.strip_prefix(FIRST_LINE.as_bytes()).is_some_and(|rest| rest.starts_with(b"\n"))
    }

    /// Reads what `Display` writes, and nothing else. No signature and no proof is looked at.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or("there is no empty line before the checkpoint")?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err("its first line is another");
        }
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            None => None,
            Some(text) => {
                lines.next();
                Some(STANDARD.decode(text).map_err(|_| "the extra data is not base64")?)
            }
        };
        let index =
            lines.next().and_then(|line| line.strip_prefix("index ")).ok_or("there is no line 'index NUMBER'")?;
        let mut proof = Vec::new();
        for line in lines {
            let bytes = STANDARD.decode(line).map_err(|_| "a line of the proof is not base64")?;
            proof.push(Hash(bytes.try_into().map_err(|_| "a line of the proof has the wrong length")?));
        }
        if proof.len() > LONGEST_PROOF {
            return Err("the proof has more than 63 hashes");
        }
        let index = index.parse().map_err(|_| "the index is not a number")?;
        let read = Self { extra, index, proof, checkpoint: checkpoint.to_owned() };
        if read.to_string() == text { Ok(read) } else { Err("it is not in canonical form") }
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.proof {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // SOURCE: the example of C2SP tlog-proof. Its extra data and its signatures are shortened there; here they are made whole.
    const EXAMPLE: &str = "c2sp.org/tlog-proof@v1\n\
        extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6\n\
        index 73894\n\
        gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\
        B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\
        EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n\
        RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\n\
        AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n\
        \n\
        example.com/fancylog\n\
        109482\n\
        sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\
        \n\
        — example.com/fancylog hI2DJwo=\n\
        — witness1.example mJirIkk=\n";

    #[test]
    fn the_published_example_is_read_and_written() {
        let read = TlogProof::parse(EXAMPLE).unwrap();
        assert_eq!((read.index, read.proof.len()), (73_894, 5));
        assert_eq!(read.extra.as_deref(), Some(&b"age-v1.2.1-darwin-arm64.tar.gz"[..]));
        assert!(read.checkpoint.starts_with("example.com/fancylog\n109482\n"));
        assert_eq!(read.to_string(), EXAMPLE);
        let bare = TlogProof { extra: None, index: 0, proof: vec![], checkpoint: "x\n".to_owned() };
        assert_eq!(bare.to_string(), "c2sp.org/tlog-proof@v1\nindex 0\n\nx\n");
        assert_eq!(TlogProof::parse(&bare.to_string()), Ok(bare));
        assert!(TlogProof::is_one(EXAMPLE.as_bytes()) && !TlogProof::is_one(b"c2sp.org/tlog-proof@v11\n"));
    }

    #[test]
    fn other_ways_to_write_it_are_refused() {
        let hash = STANDARD.encode([0; 32]);
        let cases = [
            EXAMPLE.replace("@v1", "@v2"),
            EXAMPLE.replace("index 7", "index 07"),
            EXAMPLE.replace("index 7", "index +7"),
            EXAMPLE.replace("index 73894\n", ""),
            EXAMPLE.replace("index 73894\n", "index 73894\nextra AA==\n"),
            EXAMPLE.replace("extra YW", "extra W"),
            EXAMPLE.replace("gSKy", "SKy"),
            EXAMPLE.replace('\n', "\r\n"),
            EXAMPLE.replace("\n\n", "\n"),
            format!("\n{EXAMPLE}"),
            format!("c2sp.org/tlog-proof@v1\nindex 1\n{}\nx\n", format!("{hash}\n").repeat(64)),
            format!("c2sp.org/tlog-proof@v1\nindex {}0\n\nx\n", u64::MAX),
            String::new(),
        ];
        for case in cases {
            assert!(TlogProof::parse(&case).is_err(), "{case:?}");
        }
    }
}
