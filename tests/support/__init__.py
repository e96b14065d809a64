"""What tests share: databases, servers, browsers, mail, counting. Holds no test and no rule of ours."""
