-- CreateTable
CREATE TABLE "ProgrammeVersion" (
    "programme" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "overlay" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "note" TEXT,
    "fileHash" TEXT NOT NULL,

    CONSTRAINT "ProgrammeVersion_pkey" PRIMARY KEY ("programme","version")
);
