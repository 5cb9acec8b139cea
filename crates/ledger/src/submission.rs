//! What a log sends to a witness. SOURCE: C2SP tlog-witness, add-checkpoint.

use crate::Hash;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The most hashes of a proof.
const LONGEST_PROOF: usize = 63;
/// The most bytes that a submission may have.
pub const LARGEST_SUBMISSION: usize = 1 << 16;

/// A checkpoint, and the proof that the log of an earlier size is its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The size that the witness saw last.
    pub old: u64,
    /// The consistency proof from there.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

impl Submission {
    /// Reads what `Display` writes, and nothing else. Whether the checkpoint is one is not looked at.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.len() > LARGEST_SUBMISSION {
            return Err("it is larger than 64 KiB");
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or("there is no empty line before the checkpoint")?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).ok_or("the first line is not 'old SIZE'")?;
        let mut proof = Vec::new();
        for line in lines {
            let bytes = STANDARD.decode(line).map_err(|_| "a line of the proof is not base64")?;
            proof.push(Hash(bytes.try_into().map_err(|_| "a line of the proof has the wrong length")?));
        }
        if proof.len() > LONGEST_PROOF {
            return Err("the proof has more than 63 hashes");
        }
        let old = old.parse().map_err(|_| "the old size is not a number")?;
        let submission = Self { old, proof, checkpoint: checkpoint.to_owned() };
        if submission.to_string() == text { Ok(submission) } else { Err("it is not in canonical form") }
    }
}

impl fmt::Display for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // SOURCE: the example of C2SP tlog-witness.
    const EXAMPLE: &str = "old 20852014\n\
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\
        \n\
        example.com/behind-the-sofa\n\
        20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
        \n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    #[test]
    fn the_published_example_is_read_and_written() {
        let read = Submission::parse(EXAMPLE).unwrap();
        assert_eq!((read.old, read.proof.len()), (20_852_014, 4));
        assert!(read.checkpoint.starts_with("example.com/behind-the-sofa\n20852163\n"));
        assert_eq!(read.to_string(), EXAMPLE);
    }

    #[test]
    fn other_ways_to_write_it_are_refused() {
        let no_proof = Submission { old: 0, proof: vec![], checkpoint: "x\n".to_owned() };
        assert_eq!(Submission::parse(&no_proof.to_string()), Ok(no_proof.clone()));
        let line = STANDARD.encode([0; 32]);
        let cases = [
            EXAMPLE.replacen("old 2", "old 02", 1),
            EXAMPLE.replacen("old 2", "old +2", 1),
            EXAMPLE.replacen("old ", "", 1),
            EXAMPLE.replacen('\n', "\r\n", 1),
            EXAMPLE.replacen("PlRN", "lRN", 1),
            format!("old 1\n{}\nx\n", format!("{line}\n").repeat(64)),
            format!("old 1\n\n{}", "x".repeat(LARGEST_SUBMISSION)),
            String::new(),
        ];
        for case in cases {
            assert!(Submission::parse(&case).is_err(), "{case:?}");
        }
    }
}
