"""What a chronology is and means: values, dates, regions, queries and checks, without any file format or Qt."""
