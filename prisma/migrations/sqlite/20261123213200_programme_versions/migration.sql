-- CreateTable
CREATE TABLE "ProgrammeVersion" (
    "programme" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "overlay" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "note" TEXT,
    "fileHash" TEXT NOT NULL,

    PRIMARY KEY ("programme", "version")
);
